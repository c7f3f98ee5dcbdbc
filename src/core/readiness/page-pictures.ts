// Pictures of the readiness page as inline SVG: the stairs with the handrail, a ring for a share, a line over time. Each says in words
// what it shows; shape and place carry the meaning, colour only helps.

import { tiers, type Tier } from '../model/outcome.ts';
import type { HistoryPoint } from './history.ts';
import { escapeHtml } from './page-style.ts';

const stepWords: Readonly<Record<Tier, string>> = {
  sandbox: 'Sandbox',
  internal: 'Internal',
  production: 'Production',
};

/** Three steps up; those reached are filled, the one aimed at carries a flag. */
export function stairs(level: Tier | 'none', aim: Tier): string {
  const reached = level === 'none' ? -1 : tiers.indexOf(level);
  const steps = tiers.map((tier, index) => {
    const x = 8 + index * 92;
    const y = 104 - index * 28;
    const state = index <= reached ? 'reached' : 'ahead';
    const flag = tier === aim ? `<path class="flag" d="M${String(x + 70)} ${String(y)}v-30l18 8-18 8"/>` : '';
    const tick = index <= reached ? `<path class="tick" d="M${String(x + 8)} ${String(y + 15)}l5 5 9-10"/>` : '';
    const textAt = `x="${String(x + (index <= reached ? 28 : 8))}" y="${String(y + 20)}"`;
    return [
      `<rect class="step ${state}" x="${String(x)}" y="${String(y)}" width="88" height="${String(136 - y)}" rx="3"/>`,
      `${tick}${flag}<text ${textAt}>${stepWords[tier]}</text>`,
    ].join('');
  });
  const words = `${level === 'none' ? 'No step is reached yet' : `${stepWords[level]} is reached`}; the aim is ${stepWords[aim]}.`;
  return [
    `<svg class="stairs" viewBox="0 0 290 140" role="img" aria-label="${words}">`,
    `<path class="rail" d="M8 84L284 2"/>${steps.join('')}</svg>`,
  ].join('');
}

/** A share of 100 as a ring; the figure stands beside it. */
export function ring(share: number): string {
  const length = 2 * Math.PI * 15;
  const filled = (length * Math.min(100, Math.max(0, share))) / 100;
  const circle = 'cx="20" cy="20" r="15"';
  const dashes = `stroke-dasharray="${filled.toFixed(1)} ${length.toFixed(1)}" transform="rotate(-90 20 20)"`;
  return [
    `<svg class="ring" viewBox="0 0 40 40" aria-hidden="true"><circle class="rest" ${circle}/>`,
    `<circle class="met" ${circle} ${dashes}/></svg>`,
  ].join('');
}

/** Percent over days. A dotted upright line stands where the list of checks became another one: a step there is a new rule. */
export function trend(points: readonly HistoryPoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  const span = Math.max(1, daysFrom(first.day, last.day));
  const x = (point: HistoryPoint): number => 32 + (daysFrom(first.day, point.day) / span) * 440;
  const y = (percent: number): number => 120 - percent;
  const line = points
    .map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point).toFixed(1)} ${y(point.percent).toFixed(1)}`)
    .join('');
  const changes = points.flatMap((point, index) => {
    const newRules = point.newRules ?? [];
    if (index === 0 || (points[index - 1]?.checkSet === point.checkSet && newRules.length === 0)) return [];
    const title = ['New rules on', point.day, ...newRules.map(escapeHtml)].join(' ');
    return [`<path class="newrules" d="M${x(point).toFixed(1)} 16V120"><title>${title}</title></path>`];
  });
  const dots = points.slice(-30).map((point) => {
    const title = `<title>${point.day}: ${String(point.percent)} %</title>`;
    return `<circle class="dot" cx="${x(point).toFixed(1)}" cy="${y(point.percent).toFixed(1)}" r="2.5">${title}</circle>`;
  });
  const words = `From ${String(first.percent)} % on ${first.day} to ${String(last.percent)} % on ${last.day}.`;
  const legend =
    changes.length === 0
      ? ''
      : ' <span class="quiet">Dotted: rules were new there, the project may be as it was.</span>';
  return [
    `<figure><svg class="trend" viewBox="0 0 484 140" role="img" aria-label="${words}">`,
    '<path class="grid" d="M32 20H472M32 70H472M32 120H472"/>',
    '<text x="4" y="24">100</text><text x="4" y="74">50</text><text x="4" y="124">0</text>',
    ...changes,
    `<path class="line" d="${line}"/>`,
    ...dots,
    `<text x="32" y="136">${first.day}</text><text class="end" x="472" y="136">${last.day}</text></svg>`,
    `<figcaption>${words}${legend}</figcaption></figure>`,
  ].join('');
}

function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
