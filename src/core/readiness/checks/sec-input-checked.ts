// The check sec-input-checked: libraries and declarations that check input.

import { weights, type Check } from '../check.ts';
import { hitsOf, packagesSeen, passWith } from '../look.ts';
import type { PackageNames } from '../traits.ts';

const checkingPackages: PackageNames = {
  npm: [
    'zod',
    'joi',
    'yup',
    'valibot',
    'ajv',
    'class-validator',
    'express-validator',
    '@sinclair/typebox',
    'superstruct',
    'arktype',
    'celebrate',
  ],
  pypi: ['pydantic', 'marshmallow', 'wtforms', 'flask-wtf', 'djangorestframework', 'cerberus', 'fastapi', 'sqlmodel'],
  go: ['github.com/go-playground/validator*', 'github.com/go-ozzo/ozzo-validation*'],
  maven: [
    'spring-boot-starter-validation',
    'hibernate-validator',
    'jakarta.validation-api',
    'quarkus-hibernate-validator',
  ],
  nuget: ['FluentValidation*', 'System.ComponentModel.Annotations'],
  gems: ['dry-validation', 'reform'],
};

/** What people type is checked on the server. */
export const secInputChecked: Check = {
  id: 'sec-input-checked',
  category: 'Security',
  title: 'What people type is checked on the server',
  plain: 'People (and robots) will send odd or hostile input. The server has to check it, the page alone isn’t enough.',
  why: 'Input that no schema checks reaches queries, files and prompts as it was sent (OWASP A03).',
  fix: 'Describe the body of each route with a schema (zod, pydantic, Bean Validation …) and refuse what does not fit.',
  source: 'https://owasp.org/Top10/A03_2021-Injection/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'medium',
  revision: 2,
  applies: ['webServer'],
  evaluate(facts) {
    const evidence = [...packagesSeen(facts, checkingPackages), ...hitsOf(facts, 'input-checked').slice(0, 3)];
    return passWith(evidence, {
      state: 'warn',
      evidence: [],
      because: 'No library or declaration that checks input was found.',
    });
  },
};
