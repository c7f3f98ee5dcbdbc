// The check test-main-journey: tests that walk through the app in a browser.

import { weights, type Check } from '../check.ts';
import { missingPackage, packagesSeen, passWith } from '../look.ts';

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
  applies: ['browserClient'],
  evaluate(facts) {
    const evidence = packagesSeen(facts, {
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
    return passWith(evidence, missingPackage(facts, 'No test walks through the app in a browser.'));
  },
};
