// What the scripts of all pages share. A module enhances the elements that name it:
//   <div data-module="figure" data-from="fig2_curves"></div>
//   labelrep.module("figure", (element, data) => { ... });
// `data` is what Site::AddData() left under the name in data-from. A module that fails leaves the
// page as it is without scripts, and says so in it.
const labelrep = (() => {
  "use strict";
  const modules = {};

  const start = (element) => {
    const from = element.dataset.from;
    try {
      modules[element.dataset.module](element, from && self.labelrepData[from]);
    } catch (error) {
      const message = document.createElement("p");
      message.setAttribute("role", "alert");
      message.textContent = `This part of the page could not be shown: ${error.message}`;
      element.append(message);
      console.error(error);
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const element of document.querySelectorAll("[data-module]")) start(element);
  });

  return {
    module(name, enhance) {
      modules[name] = enhance;
    },

    // An element with properties and children: make("button", { type: "button" }, "Sort").
    make(name, properties = {}, ...children) {
      const element = Object.assign(document.createElement(name), properties);
      element.append(...children);
      return element;
    },

    isDark() {
      return matchMedia("(prefers-color-scheme: dark)").matches;
    },

    onThemeChange(call) {
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", call);
    },
  };
})();
