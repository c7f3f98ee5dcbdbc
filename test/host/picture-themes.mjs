// Themes in which views are photographed. The gate takes the one that shows most of what can go wrong; `npm run soak` takes all.

/** @type {readonly ('light' | 'hc-dark' | 'hc-light' | 'dark')[]} */
export const pictureThemes =
  process.env.HANDRAIL_SOAK === undefined ? ['hc-dark'] : ['light', 'hc-dark', 'hc-light', 'dark'];
