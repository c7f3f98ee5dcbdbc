// How the readiness page looks: in the editor with the theme's own colours, elsewhere in a quiet light or dark of its own.

/** A text as it is, in HTML text and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Contrast of text is at least 4.5:1 in both. Widths are in rem and per cent, so that 200 % only makes it longer. */
export const pageStyle = `
:root{color-scheme:light dark;
--bg:var(--vscode-editor-background,#fff);--fg:var(--vscode-editor-foreground,#1f2328);
--quiet:var(--vscode-descriptionForeground,#57606a);--line:var(--vscode-contrastBorder,var(--vscode-widget-border,#d0d7de));
--card:var(--vscode-editorWidget-background,#f6f8fa);--met:var(--vscode-charts-green,#1a7f37);
--open:var(--vscode-charts-red,#cf222e);--advice:var(--vscode-charts-yellow,#9a6700);--aim:var(--vscode-charts-blue,#0969da);
--button:var(--vscode-button-background,#0969da);--buttonfg:var(--vscode-button-foreground,#fff);
--button2:var(--vscode-button-secondaryBackground,transparent);--button2fg:var(--vscode-button-secondaryForeground,var(--fg));
--link:var(--vscode-textLink-foreground,#0969da);--focus:var(--vscode-focusBorder,#0969da)}
@media (prefers-color-scheme:dark){:root{--bg:var(--vscode-editor-background,#0d1117);--fg:var(--vscode-editor-foreground,#e6edf3);
--quiet:var(--vscode-descriptionForeground,#9da7b3);--line:var(--vscode-contrastBorder,var(--vscode-widget-border,#30363d));
--card:var(--vscode-editorWidget-background,#161b22);--met:var(--vscode-charts-green,#3fb950);--open:var(--vscode-charts-red,#f85149);
--advice:var(--vscode-charts-yellow,#d29922);--aim:var(--vscode-charts-blue,#58a6ff);--link:var(--vscode-textLink-foreground,#58a6ff)}}
*{box-sizing:border-box}
body{margin:0;padding:1.5rem;background:var(--bg);color:var(--fg);font:0.875rem/1.5 var(--vscode-font-family,system-ui,sans-serif)}
main{max-width:56rem;margin:0 auto}
h1{font-size:1.6rem;line-height:1.25;margin:0.25rem 0 1rem;font-weight:600}
h2{font-size:1.05rem;margin:2rem 0 0.75rem;font-weight:600}h3{font-size:0.95rem;margin:1.25rem 0 0.4rem;font-weight:600}
.kicker,.quiet,footer,figcaption{color:var(--quiet)}.kicker{margin:0}footer{margin-top:2.5rem;font-size:0.8rem}
code{font-family:var(--vscode-editor-font-family,ui-monospace,monospace);font-size:0.92em}
.top{display:flex;flex-wrap:wrap;gap:1.5rem 2.5rem;align-items:center}
.stairs{width:100%;max-width:26rem;flex:2 1 16rem}.stairs text,.trend text{font-size:12px;fill:var(--fg)}
.step{stroke:var(--line);fill:var(--card)}.step.reached{stroke:var(--met);stroke-width:2}.step.ahead{stroke-dasharray:4 3;stroke:var(--quiet)}
.rail{fill:none;stroke:var(--quiet);stroke-width:3;stroke-linecap:round}.tick{fill:none;stroke:var(--met);stroke-width:2.5}
.flag{fill:var(--aim);stroke:var(--aim);stroke-width:2}
.figures{display:flex;flex-wrap:wrap;gap:1.5rem;margin:0;flex:1 1 12rem}
.figures div{display:grid;grid-template-columns:auto auto;column-gap:0.6rem;align-items:center}
.figures dt{grid-column:2;grid-row:2;color:var(--quiet)}.figures dd{grid-column:2;grid-row:1;margin:0;font-size:1.25rem;font-weight:600}
.ring{width:3.25rem;grid-row:1/3;fill:none}.ring .rest{stroke:var(--line);stroke-width:1.5}.ring .met{stroke:var(--aim);stroke-width:6}
.boundary{margin:1.25rem 0 0.25rem}.note{border-left:3px solid var(--aim);padding-left:0.75rem;margin:0.75rem 0}
.next{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,16rem),1fr));gap:0.75rem;counter-reset:step}
.next li{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:0.9rem 1rem;counter-increment:step;display:flex;flex-direction:column}
.next h3{margin:0 0 0.35rem}.next h3::before{content:counter(step) ". "}.next p{margin:0 0 0.6rem}.next .buttons{margin:auto 0 0}
.fix{color:var(--quiet)}.done{font-weight:600}
.buttons{display:flex;flex-wrap:wrap;gap:0.5rem}
button{font:inherit;cursor:pointer;border-radius:3px;padding:0.3rem 0.75rem;border:1px solid var(--vscode-button-border,var(--line))}
button.primary{background:var(--button);color:var(--buttonfg)}button.secondary{background:var(--button2);color:var(--button2fg)}
button.place{border:0;background:none;color:var(--link);padding:0;text-decoration:underline;font-family:var(--vscode-editor-font-family,ui-monospace,monospace);overflow-wrap:anywhere;text-align:left}
button:focus-visible,summary:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
.areas,.checks,.projects,.signals ul{list-style:none;margin:0;padding:0}
.areas li{display:grid;grid-template-columns:minmax(7rem,1fr) 3fr minmax(10rem,1.4fr);gap:0.75rem;align-items:center;padding:0.25rem 0}
@media (max-width:36rem){.areas li{grid-template-columns:1fr}.areas li .bar{order:3}}
.bar{width:100%;height:0.55rem}.bar .rest{fill:var(--line)}.bar .met{fill:var(--met)}.bar .open{fill:var(--open)}.bar .advice{fill:var(--advice)}
.words{color:var(--quiet)}
figure{margin:0}.trend{width:100%;max-width:40rem}.trend .grid{stroke:var(--line);fill:none}.trend .line{fill:none;stroke:var(--aim);stroke-width:2}
.trend .dot{fill:var(--aim)}.trend .newrules{stroke:var(--quiet);stroke-dasharray:2 4;fill:none}.trend .end{text-anchor:end}
.checks li,.projects>li{border-top:1px solid var(--line);padding:0.35rem 0}.checks p{margin:0.3rem 0}summary{cursor:pointer;overflow-wrap:anywhere}
.state{display:inline-block;min-width:9.5rem;color:var(--quiet)}
.check{border-left:4px solid var(--line)}.check>details{padding-left:0.75rem}
.check.fail{border-left-color:var(--open)}.check.fail .state{color:var(--fg);font-weight:600}
.check.pass,.check.attested{border-left-color:var(--met)}.check.warn{border-left-color:var(--advice)}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (prefers-reduced-motion:reduce){*{transition:none!important;animation:none!important}}
@media print{.buttons{display:none}details{break-inside:avoid}}
`;
