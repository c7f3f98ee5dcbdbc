// Keys and tokens with a shape of their own that no row of characters describes: blocks, web tokens, seed phrases.

import type { StructureRow } from './structure-row.ts';

const pem = 'https://www.rfc-editor.org/rfc/rfc7468';

/** Ids are never reused. */
export const keyBlocks: readonly StructureRow[] = [
  {
    id: 'private-key',
    title: 'Private key',
    group: 'private-key',
    severity: 'critical',
    source: pem,
    places: [
      {
        keywords: ['-----BEGIN '],
        expression:
          '(?<value>-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY-----(?:(?!-----)[\\w+/=\\s\\\\,:.;"\'`()&#|*-]){64,8000}(?:-----END (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY-----)?)',
      },
    ],
    check: 'key-block',
  },
  {
    id: 'pgp-private-key',
    title: 'PGP private key',
    group: 'private-key',
    severity: 'critical',
    source: 'https://www.rfc-editor.org/rfc/rfc9580#name-forming-ascii-armor',
    places: [
      {
        keywords: ['-----BEGIN PGP PRIVATE KEY BLOCK-----'],
        expression:
          '(?<value>-----BEGIN PGP PRIVATE KEY BLOCK-----(?:(?!-----)[\\w+/=\\s\\\\,:.;"\'`()<>@*-]){64,12000}(?:-----END PGP PRIVATE KEY BLOCK-----)?)',
      },
    ],
    check: 'key-block',
  },
  {
    id: 'ssh2-private-key',
    title: 'SSH2 private key',
    group: 'private-key',
    severity: 'high',
    source: 'https://www.rfc-editor.org/rfc/rfc4716',
    places: [
      {
        keywords: ['---- BEGIN SSH2 ENCRYPTED PRIVATE KEY'],
        expression:
          '(?<value>---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----[\\w+/=\\s\\\\,:."-]{64,8000}?---- END SSH2 ENCRYPTED PRIVATE KEY ----)',
      },
    ],
    check: 'key-block',
  },
  {
    id: 'putty-private-key',
    title: 'PuTTY private key',
    group: 'private-key',
    severity: 'critical',
    source: 'https://the.earth.li/~sgtatham/putty/0.81/htmldoc/AppendixC.html',
    places: [
      {
        keywords: ['Private-Lines:'],
        expression: 'Private-Lines: \\d{1,3}\\s{1,4}(?<value>(?:[A-Za-z0-9+/=]{20,80}\\s{1,4}){1,60})',
      },
    ],
    check: 'key-block',
  },
  {
    id: 'openvpn-static-key',
    title: 'OpenVPN static key',
    group: 'private-key',
    severity: 'critical',
    source: 'https://openvpn.net/community-resources/static-key-mini-howto/',
    places: [
      {
        keywords: ['-----BEGIN OpenVPN Static key'],
        expression:
          '(?<value>-----BEGIN OpenVPN Static key V\\d-----[0-9a-fA-F\\s\\\\rn]{200,1500}-----END OpenVPN Static key V\\d-----)',
      },
    ],
    check: 'key-block',
  },
  {
    id: 'base64-pem-private-key',
    title: 'Private key encoded in base64',
    group: 'private-key',
    severity: 'critical',
    source: pem,
    places: [
      {
        keywords: ['LS0tLS1CRUdJTi', 'tLS0tQkVHSU4', 'LS0tLUJFR0lOI'],
        expression: '(?<![A-Za-z0-9+/])(?<value>[A-Za-z0-9+/_-]{100,8000}={0,2})',
      },
    ],
    check: 'encoded-key-block',
  },
  {
    id: 'jwk-private',
    title: 'Private JSON Web Key',
    group: 'private-key',
    severity: 'critical',
    source: 'https://www.rfc-editor.org/rfc/rfc7518#section-6',
    places: [
      { keywords: ['"kty"'], expression: '"kty"[^{}]{1,1500}?"(?:d|k)"\\s{0,4}:\\s{0,4}"(?<value>[\\w-]{22,1400})"' },
      { keywords: ['"d"', '"k"'], expression: '"[dk]"\\s{0,4}:\\s{0,4}"(?<value>[\\w-]{22,1400})"[^{}]{1,1500}?"kty"' },
    ],
    check: 'drawn',
  },
  {
    id: 'jwt',
    title: 'JSON Web Token',
    group: 'identity',
    severity: 'medium',
    source: 'https://www.rfc-editor.org/rfc/rfc7519',
    places: [
      {
        keywords: ['eyJ'],
        expression:
          '(?:(?<![\\w-])|(?<=\\\\[nrt]))(?<value>eyJ[\\w-]{8,2000}(?:\\.|%2E)eyJ[\\w-]{8,6000}(?:\\.|%2E)[\\w-]{16,1400})(?![\\w.-])',
      },
    ],
    check: 'jwt',
  },
  {
    id: 'supabase-service-role-jwt',
    title: 'Supabase service role key',
    group: 'database',
    severity: 'critical',
    source: 'https://supabase.com/docs/guides/api/api-keys',
    places: [],
    check: 'jwt',
  },
  {
    id: 'azure-publish-profile',
    title: 'Azure publish profile password',
    group: 'cloud',
    severity: 'critical',
    source: 'https://learn.microsoft.com/en-us/azure/app-service/deploy-github-actions',
    places: [{ keywords: ['userPWD='], expression: 'userPWD=\\\\?["\'](?<value>[A-Za-z0-9]{60})\\\\?["\']' }],
    check: 'drawn',
  },
  {
    id: 'aspnet-machinekey',
    title: 'ASP.NET machine key',
    group: 'framework',
    severity: 'critical',
    source: 'https://learn.microsoft.com/en-us/dotnet/api/system.web.configuration.machinekeysection',
    places: [
      {
        keywords: ['validationKey=', 'decryptionKey='],
        expression: '(?:validation|decryption)Key=["\'](?<value>[0-9A-Fa-f]{32,128})["\']',
      },
    ],
    check: 'drawn',
  },
  {
    id: 'discord-bot-token',
    title: 'Discord bot token',
    group: 'comms',
    severity: 'critical',
    source: 'https://discord.com/developers/docs/reference#authentication',
    places: [
      { keywords: [], expression: '(?<value>[MNO][\\w-]{22,27}\\.[\\w-]{6}\\.[\\w-]{27,40})(?![\\w.-])', sign: '.' },
    ],
    check: 'discord',
  },
  {
    id: 'bip39-mnemonic',
    title: 'Seed phrase of a wallet',
    group: 'crypto-wallet',
    severity: 'critical',
    source: 'https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki',
    places: [
      {
        keywords: ['mnemonic', 'seed', 'recovery', 'wallet', 'passphrase', 'secret'],
        expression:
          '\\w{4,20}[^\\n"\'`]{0,30}["\'`]?[^\\n"\'`]{0,6}["\'`=:]\\s{0,3}["\'`]?(?<value>[a-z]{3,8}(?:[ ,]{1,2}[a-z]{3,8}){11,23})(?![ ]?[a-z])',
        // Twelve words of three letters.
        run: { characters: 'a-z ,', length: 47 },
      },
    ],
    anyCase: true,
    check: 'seed-phrase',
  },
  {
    id: 'service-key',
    title: 'Key of a service',
    group: 'saas',
    severity: 'medium',
    source: 'https://cwe.mitre.org/data/definitions/798.html',
    // Found by service-key-probe.ts, which knows the names of services.
    places: [],
    check: 'drawn',
  },
  {
    id: 'assigned-secret',
    title: 'Password or key in the text',
    group: 'generic',
    severity: 'medium',
    source: 'https://cwe.mitre.org/data/definitions/798.html',
    places: [],
    check: 'drawn',
  },
];
