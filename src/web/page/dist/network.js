import{u as t,H as r,S as i}from"./page.js";function a({route:e}){return t(i,{children:[t(r,{title:"Network"}),t("p",{class:"empty",children:`Not built yet: ${e.path}`})]})}export{a as default};
