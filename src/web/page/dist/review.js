import{u as e,H as i,S as r}from"./page.js";function l({route:t}){return e(r,{children:[e(i,{title:"Review"}),e("p",{class:"empty",children:`Not built yet: ${t.path}`})]})}export{l as default};
