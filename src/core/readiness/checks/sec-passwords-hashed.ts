// The check sec-passwords-hashed: passwords kept in a readable or weak form.

import { weights, type Check } from '../check.ts';
import type { FactFile } from '../facts.ts';
import { columnsSeen, hitsOf, noneFound, packagesSeen, unreadManifests } from '../look.ts';
import { filesWhich } from '../noted-facts.ts';
import { isCode, isSample, isSchema } from '../paths.ts';
import type { PackageNames } from '../traits.ts';

const hashingPackages: PackageNames = {
  npm: [
    'bcrypt',
    'bcryptjs',
    'argon2',
    '@node-rs/argon2',
    '@node-rs/bcrypt',
    'scrypt',
    'scrypt-js',
    'better-auth',
    'lucia',
    'next-auth',
    '@clerk/*',
    'bcrypt-ts',
    'oslo',
    '@payloadcms/*',
    'payload',
  ],
  pypi: ['bcrypt', 'argon2-cffi', 'passlib', 'pwdlib', 'django', 'fastapi-users', 'flask-bcrypt'],
  maven: ['spring-security-crypto', 'spring-boot-starter-security', 'jbcrypt', 'bcrypt', 'quarkus-elytron-security*'],
  nuget: [
    'BCrypt.Net*',
    'Konscious.Security.Cryptography.Argon2',
    'Microsoft.AspNetCore.Identity*',
    'Microsoft.Extensions.Identity*',
  ],
  gems: ['bcrypt', 'devise', 'argon2', 'scrypt'],
  packagist: ['laravel/framework', 'symfony/security-bundle', 'symfony/password-hasher'],
};

/** Services that keep logins, and much else: they count where the login is in use. */
const hostedLogins: PackageNames = { npm: ['@supabase/*', 'firebase', 'firebase-admin'] };

const passwordColumn =
  /^[ \t]*["'`]?(passw(?:or)?d|user_password)["'`]?(?:[ \t]*[:=?]|[ \t]+(?:text|varchar|character|String|string)\b)/gim;

const namesColumns = ({ path }: FactFile): boolean => isSchema(path) && !isSample(path) && !/\.(?:ts|js)$/.test(path);
const mayStore = ({ path }: FactFile): boolean => (isSchema(path) || isCode(path)) && !isSample(path);

/** Passwords are never kept readable. */
export const secPasswordsHashed: Check = {
  id: 'sec-passwords-hashed',
  category: 'Security',
  title: 'Passwords are never kept readable',
  plain: 'If you must store passwords, store a scrambled form. Better - use company login and store none.',
  why: 'A stolen table of readable passwords opens the accounts of those people everywhere else, too (CWE-256, CWE-916).',
  fix: 'Use the company login and store no password, or keep them with argon2id or bcrypt.',
  source: 'https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html',
  requiredFrom: 'internal',
  weight: weights.critical,
  effort: 2,
  confidence: 'medium',
  revision: 3,
  applies: ['database'],
  evaluate(facts) {
    const weak = hitsOf(facts, 'weak-password-hash');
    if (weak.length > 0)
      return { state: 'fail', evidence: weak, because: 'A password is kept in a form that can be read back.' };
    const stored = columnsSeen(facts, namesColumns, passwordColumn);
    const hosted = hitsOf(facts, 'hosted-login').length > 0 ? packagesSeen(facts, hostedLogins) : [];
    const hashing = [...packagesSeen(facts, hashingPackages), ...hosted, ...hitsOf(facts, 'password-hash').slice(0, 3)];
    if (stored.length > 0 && hashing.length === 0) {
      if (unreadManifests(facts).length > 0) return { state: 'unknown', because: 'A manifest could not be read.' };
      return {
        state: 'fail',
        evidence: stored,
        because: 'Passwords are stored and nothing that scrambles them was found.',
      };
    }
    if (hashing.length > 0) return { state: 'pass', evidence: hashing };
    return noneFound(
      filesWhich(facts, mayStore),
      'code and schema files',
      'There is no code here that could store a password.',
    );
  },
};
