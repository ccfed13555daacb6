/** A part's template, compiled when the runtime is bundled. */
declare module '*.wxml' {
  const template: import('glass-easel').template.ComponentTemplate
  export default template
}
