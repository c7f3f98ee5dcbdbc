// The check test-main-journey: tests that walk through the app in a browser.

import { weights, type Check } from '../check.ts';
import { filesLike, missingPackage, passWith } from '../look.ts';
import { packagesNamed } from '../traits.ts';
import { expression } from '../../text/expression.ts';

/** An app may drive a browser by itself, to make a PDF say. It is a test where tests of that kind lie. */
const drivesAnyBrowser = /^(?:puppeteer|playwright|selenium(?:-webdriver)?)$/;
const walks = expression()`
  (?:^|/)(?:e2e|end[-_]to[-_]end|ui[-_]?tests?|functional[-_]tests?|browser[-_]tests?|playwright|puppeteer|selenium)
  [^/]*/.+\.(?:[cm]?[jt]sx?|py|java|cs|rb)$|
  (?:^|/)[\w.-]*\b(?:e2e|playwright|puppeteer|selenium)[\w.-]*\.(?:test|spec|config)\.[cm]?[jt]s$|
  \.e2e(?:[-.]\w+)?\.[cm]?[jt]sx?$|(?:^|/)jest-puppeteer\.config\.[cm]?js$
`;

/** The most important thing users do is tested from end to end. */
export const testMainJourney: Check = {
  id: 'test-main-journey',
  category: 'Testing',
  title: 'The most important thing users do is tested from end to end',
  plain: 'Log in, do the main task, see the result - a robot walks it before each release.',
  why: 'Unit tests stay green while the page does not load; only a walk through the app sees what a user sees.',
  fix: 'Write one Playwright test that opens the home page, logs in and does the main thing.',
  source: 'https://playwright.dev/docs/intro',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'high',
  revision: 3,
  applies: ['browserClient'],
  evaluate(facts) {
    const tools = packagesNamed(facts.packages, {
      npm: [
        '@playwright/test',
        'playwright',
        'cypress',
        'puppeteer',
        'webdriverio',
        'testcafe',
        'nightwatch',
        'detox',
        'selenium-webdriver',
        '@wdio/*',
      ],
      pypi: ['playwright', 'pytest-playwright', 'selenium', 'splinter'],
      maven: ['selenium-java', 'playwright', 'selenide'],
      nuget: ['Microsoft.Playwright*', 'Selenium.WebDriver'],
      gems: ['capybara', 'selenium-webdriver'],
      packagist: ['laravel/dusk', 'symfony/panther', 'codeception/*'],
    });
    const hasWalks = filesLike(facts, walks).length > 0;
    const evidence = tools
      .filter(({ scope, name }) => hasWalks || scope !== 'direct' || !drivesAnyBrowser.test(name))
      .map(({ path, line, name }) => ({ path, line, note: `uses ${name}` }));
    return passWith(evidence, missingPackage(facts, 'No test walks through the app in a browser.'));
  },
};
