import{u as t,H as i,S as l}from"./page.js";function r({route:e}){return t(l,{children:[t(i,{title:"Flows"}),t("p",{class:"empty",children:`Not built yet: ${e.path}`})]})}export{r as default};
