import{u as t,H as i,S as r}from"./page.js";function l({route:e}){return t(r,{children:[t(i,{title:"Ask"}),t("p",{class:"empty",children:`Not built yet: ${e.path}`})]})}export{l as default};
