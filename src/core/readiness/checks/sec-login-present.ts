// The check sec-login-present: a login in the app or in front of it.

import type { PackageNames } from '../traits.ts';
import { weights, type Check } from '../check.ts';
import { hitsOf, linesSeen, missingPackage, packagesSeen, passWith } from '../look.ts';

const loginPackages: PackageNames = {
  npm: [
    'next-auth',
    '@auth/core',
    'passport',
    '@clerk/*',
    '@auth0/*',
    'better-auth',
    'lucia',
    'express-openid-connect',
    '@azure/msal-*',
    '@okta/*',
    'keycloak-connect',
    'iron-session',
    'jsonwebtoken',
    'jose',
    '@supabase/ssr',
    '@supabase/auth-helpers*',
    'firebase-admin',
    '@workos-inc/*',
  ],
  pypi: [
    'authlib',
    'flask-login',
    'django-allauth',
    'python-jose',
    'pyjwt',
    'fastapi-users',
    'msal',
    'streamlit-authenticator',
  ],
  go: ['github.com/golang-jwt/jwt*', 'github.com/coreos/go-oidc*', 'golang.org/x/oauth2'],
  maven: ['spring-boot-starter-security', 'spring-boot-starter-oauth2-resource-server', 'quarkus-oidc'],
  nuget: [
    'Microsoft.AspNetCore.Authentication.*',
    'Microsoft.Identity.Web*',
    'Duende.*',
    'Microsoft.AspNetCore.Identity*',
    'OpenIddict*',
  ],
  gems: ['devise', 'omniauth*', 'sorcery', 'clearance', 'rodauth*', 'authlogic', 'bcrypt'],
  packagist: [
    'laravel/sanctum',
    'laravel/passport',
    'laravel/fortify',
    'laravel/breeze',
    'laravel/jetstream',
    'laravel/socialite',
    'symfony/security-bundle',
  ],
};

/** People must log in. */
export const secLoginPresent: Check = {
  id: 'sec-login-present',
  category: 'Security',
  title: 'People must log in',
  plain: 'Without a login anyone with the link can use the app and see its data.',
  why: 'Links are forwarded, guessed and indexed; the login is what makes an internal app internal.',
  fix: 'Put the company login in front: ask the platform team for the single sign-on snippet.',
  source: 'https://owasp.org/Top10/A07_2021-Identification_and_Authentication_Failures/',
  requiredFrom: 'internal',
  weight: weights.critical,
  effort: 3,
  revision: 2,
  confidence: 'medium',
  applies: ['webServer'],
  attest: 'It sits behind company single sign-on, a VPN or a login proxy (say which).',
  evaluate(facts) {
    const evidence = [
      ...packagesSeen(facts, loginPackages),
      ...hitsOf(facts, 'login-checked').slice(0, 3),
      ...linesSeen(
        facts,
        /\.ya?ml$/,
        /nginx\.ingress\.kubernetes\.io\/auth-(?:url|type)|\boauth2-proxy\b/gm,
        'a login stands in front',
      ),
      ...linesSeen(
        facts,
        /^(?:vercel|staticwebapp\.config)\.json$|^(?:netlify|fly)\.toml$|^render\.yaml$/,
        /passwordProtection|"allowedRoles"/gm,
        'the host asks for a login',
      ),
    ];
    return passWith(evidence, missingPackage(facts, 'No login was found in the code or in front of it.'));
  },
};
