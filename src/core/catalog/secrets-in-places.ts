// Passwords that are told by where they stand: addresses, headers, configuration files, commands, calls.

import type { StructureRow } from './structure-row.ts';

const url = 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1';
const hardCoded = 'https://cwe.mitre.org/data/definitions/798.html';

/** Ids are never reused. */
export const placesOfSecrets: readonly StructureRow[] = [
  {
    id: 'database-url',
    title: 'Database password in an address',
    group: 'database',
    severity: 'critical',
    source: url,
    places: [
      {
        keywords: [
          'postgres',
          'mysql',
          'mariadb',
          'mongodb',
          'redis',
          'amqp',
          'mssql',
          'sqlserver',
          'clickhouse',
          'cockroachdb',
          'nats://',
          'neo4j',
          'bolt',
          'kafka',
          'cassandra',
          'couchdb',
          'elasticsearch',
          'influxdb',
          'snowflake',
          'oracle',
        ],
        expression:
          '(?:postgres(?:ql)?|mysqlx?2?|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|clickhouse|cockroachdb|nats|neo4j|bolt|kafka|cassandra|couchdb|elasticsearch|influxdb|snowflake|oracle)(?:\\+\\w{1,12}){0,2}://[^\\s:@/"\'`<>]{0,64}:(?<value>[^\\s@/"\'`<>]{1,128})@(?<host>[^\\s/"\'`<>:?,)]{1,253})',
        sign: '@',
      },
    ],
    anyCase: true,
    check: 'address-password',
  },
  {
    id: 'jdbc-url',
    title: 'Database password in a JDBC address',
    group: 'database',
    severity: 'critical',
    source: 'https://jdbc.postgresql.org/documentation/use/',
    places: [
      {
        keywords: ['jdbc:'],
        expression:
          'jdbc:[a-z0-9]{2,20}(?::[a-z0-9]{2,20}){0,2}:(?://(?<host>[^\\s/"\'`<>:;?]{1,253})[^\\s"\'`<>]{0,300}?[?&;:]password=(?<value>[^&;\\s"\'`<>]{1,128})|thin:[\\w$]{1,40}/[^@\\s"\']{1,64}@)',
      },
    ],
    anyCase: true,
    check: 'address-password',
  },
  {
    id: 'ado-net-connection-string',
    title: 'Database password in a connection string',
    group: 'database',
    severity: 'critical',
    source: 'https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-string-syntax',
    places: [
      {
        keywords: ['Server=', 'Data Source=', 'Host=', 'Addr=', 'Network Address='],
        expression:
          '(?:Server|Data Source|Host|Addr|Network Address)=(?:tcp:)?(?<host>[^;\\s"\'<>,]{1,253})(?:,\\d{1,5})?(?:;[^"\'<>;\\n]{0,120}){0,8}?;\\s{0,2}(?:Password|Pwd)=(?<value>[^;"\'<>\\s]{1,128})',
      },
    ],
    anyCase: true,
    check: 'address-password',
  },
  {
    id: 'url-basic-auth',
    title: 'Password in an address',
    group: 'generic',
    severity: 'high',
    source: url,
    places: [
      {
        keywords: ['://'],
        expression:
          '://[^\\s:/"\'`<>?#&\\\\,;(){}[\\]]{0,80}:(?<value>[^\\s:@/"\'`<>?#\\\\]{3,128})@(?<host>[\\w.-]{1,253})',
        sign: '@',
      },
    ],
    check: 'address-password',
  },
  {
    id: 'http-basic-header',
    title: 'Password in a Basic authorization header',
    group: 'generic',
    severity: 'high',
    source: 'https://www.rfc-editor.org/rfc/rfc7617',
    places: [{ keywords: ['Basic '], expression: 'Basic[ ]{1,3}(?<value>[A-Za-z0-9+/]{8,600}={0,2})(?![\\w+/=])' }],
    check: 'encoded-pair',
  },
  {
    id: 'http-bearer-header',
    title: 'Token in a Bearer authorization header',
    group: 'generic',
    severity: 'high',
    source: 'https://www.rfc-editor.org/rfc/rfc6750#section-2.1',
    places: [{ keywords: ['Bearer '], expression: 'Bearer[ ]{1,3}(?<value>[\\w.~+/-]{20,2000}={0,2})(?![\\w+/=])' }],
    anyCase: true,
    check: 'drawn',
  },
  {
    id: 'docker-config-auth',
    title: 'Docker registry login',
    group: 'package-registry',
    severity: 'critical',
    source: 'https://docs.docker.com/reference/cli/docker/login/',
    places: [
      {
        keywords: ['"auth"', '\\"auth\\"'],
        expression: '\\\\?"auth\\\\?"\\s{0,4}:\\s{0,4}\\\\?"(?<value>[A-Za-z0-9+/]{8,4000}={0,2})\\\\?"',
      },
    ],
    check: 'encoded-pair',
  },
  {
    id: 'npmrc-file',
    title: 'npm registry login',
    group: 'package-registry',
    severity: 'critical',
    source: 'https://docs.npmjs.com/cli/v11/configuring-npm/npmrc#auth-related-configuration',
    places: [
      {
        keywords: [':_authToken', ':_password', ':_auth', '_auth='],
        expression: ':?_(?:authToken|password|auth)\\s{0,2}=\\s{0,2}["\']?(?<value>[^\\s"\'$]{8,600})',
      },
    ],
    check: 'drawn',
  },
  {
    id: 'netrc-password',
    title: 'Password in a .netrc file',
    group: 'generic',
    severity: 'critical',
    source: 'https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html',
    places: [
      {
        keywords: ['machine '],
        expression:
          'machine\\s{1,4}[\\w.:-]{1,253}\\s{1,8}login\\s{1,4}[^\\s"\'`]{1,128}\\s{1,8}password\\s{1,4}(?<value>[^\\s"\'`]{3,256})',
      },
    ],
    check: 'chosen',
  },
  {
    id: 'k8s-secret-manifest',
    title: 'Value in a Kubernetes Secret',
    group: 'generic',
    severity: 'high',
    source: 'https://kubernetes.io/docs/concepts/configuration/secret/',
    // Found by kubernetes-secret-probe.ts: a manifest has many values.
    places: [],
    check: 'chosen',
  },
  {
    id: 'pypirc',
    title: 'Password in a .pypirc file',
    group: 'package-registry',
    severity: 'critical',
    source: 'https://packaging.python.org/en/latest/specifications/pypirc/',
    places: [
      {
        keywords: ['repository:', 'repository ='],
        expression:
          'repository\\s{0,3}[:=]\\s{0,3}https?://[^\\s]{3,200}\\s{1,8}username\\s{0,3}[:=]\\s{0,3}[^\\s]{1,128}\\s{1,8}password\\s{0,3}[:=]\\s{0,3}(?<value>[^\\s]{3,256})',
      },
    ],
    check: 'chosen',
  },
  {
    id: 'curl-user-command',
    title: 'Password in a curl command',
    group: 'generic',
    severity: 'high',
    source: 'https://curl.se/docs/manpage.html#-u',
    places: [
      {
        keywords: ['curl '],
        expression:
          'curl [^\\n]{0,300}?(?:-u|--user|--proxy-user)(?:[ =]{1,2}|(?=["\']))["\']?[^\\s:"\'$<{]{1,64}:(?<value>[^\\s"\'`]{3,128})',
      },
    ],
    check: 'chosen',
  },
  {
    id: 'sshpass-command',
    title: 'Password in an sshpass command',
    group: 'generic',
    severity: 'critical',
    source: 'https://linux.die.net/man/1/sshpass',
    places: [{ keywords: ['sshpass '], expression: 'sshpass [^\\n]{0,30}?-p ?["\']?(?<value>[^\\s"\'`]{3,128})' }],
    check: 'chosen',
  },
  {
    id: 'mysql-password-command',
    title: 'Password in a MySQL command',
    group: 'database',
    severity: 'high',
    source: 'https://dev.mysql.com/doc/refman/8.4/en/connecting.html',
    places: [
      {
        keywords: ['mysql ', 'mysqldump ', 'mysqladmin '],
        expression:
          'mysql(?:dump|admin)? [^\\n|;]{0,120}?-p["\']?(?<value>(?!ort|assword|rotocol|lugin)[^\\s"\'`-][^\\s"\'`]{4,128})',
      },
    ],
    check: 'chosen',
  },
  {
    id: 'redis-cli-password-command',
    title: 'Password in a redis-cli command',
    group: 'database',
    severity: 'high',
    source: 'https://redis.io/docs/latest/develop/tools/cli/',
    places: [
      {
        keywords: ['redis-cli '],
        expression: 'redis-cli [^\\n|;]{0,120}?(?:-a|--pass) ["\']?(?<value>[^\\s"\'`-][^\\s"\'`]{4,128})',
      },
    ],
    check: 'chosen',
  },
  {
    id: 'sql-password',
    title: 'Password in an SQL statement',
    group: 'database',
    severity: 'high',
    source: 'https://dev.mysql.com/doc/refman/8.4/en/create-user.html',
    places: [
      {
        keywords: ['identified by ', 'identified with '],
        expression:
          'identified (?:with ["\'`]?\\w{3,40}["\'`]? )?by (?:password |values )?["\']?(?<value>[^\\s"\'`;,)\\\\]{4,128})',
      },
      {
        keywords: ['login password ', 'encrypted password ', 'with password '],
        expression: '(?:login|encrypted|with) password (?:= ?)?N?["\']?(?<value>[^\\s"\'`;,)\\\\]{4,128})',
      },
    ],
    anyCase: true,
    check: 'mixed',
  },
  {
    id: 'powershell-securestring',
    title: 'Password in a PowerShell secure string',
    group: 'generic',
    severity: 'high',
    source: 'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.security/convertto-securestring',
    places: [
      {
        keywords: ['ConvertTo-SecureString '],
        expression:
          'ConvertTo-SecureString (?:-(?:String|AsPlainText|Force) ){0,3}(?:\\\\?["\'](?<value>[^"\'\\s\\\\]{4,128}))',
      },
    ],
    anyCase: true,
    check: 'mixed',
  },
  {
    id: 'jenkins-encrypted-secret',
    title: 'Secret in the settings of Jenkins',
    group: 'ci-cd',
    severity: 'medium',
    source: 'https://www.jenkins.io/doc/developer/security/secrets/',
    // In braces; what is in them begins with the version and the length of a key, which are the same everywhere.
    places: [{ keywords: ['AQAAABAAA'], expression: '(?:AQAAABAAA )?(?<value>[^\\s{}<>"\']{12,1400}) {0,2}\\}' }],
    check: 'chosen',
  },
  {
    id: 'psexec-command',
    title: 'Password in a PsExec command',
    group: 'generic',
    severity: 'high',
    source: 'https://learn.microsoft.com/en-us/sysinternals/downloads/psexec',
    places: [
      {
        keywords: ['psexec'],
        expression:
          'psexec(?:64)?(?:\\.exe)? [^\\n]{0,160}?-u ["\']?[^\\s"\']{1,80}["\']? -p ["\']?(?<value>[^\\s"\'`$%]{3,128})',
      },
    ],
    anyCase: true,
    check: 'chosen',
  },
  {
    id: 'dotnet-networkcredential',
    title: 'Password in a call that makes credentials',
    group: 'generic',
    severity: 'high',
    source: hardCoded,
    places: [
      {
        keywords: [
          'NetworkCredential(',
          'HTTPBasicAuth(',
          'UsernamePasswordCredentials(',
          'PasswordAuthentication(',
          'BasicAuthCredentials(',
          'BasicAWSCredentials(',
          'DirectoryEntry(',
        ],
        expression:
          '\\w{4,40}\\(\\s{0,20}(?:@?["\'][^"\'\\n]{1,120}["\']\\s{0,4},\\s{0,20}){1,2}@?["\'](?<value>[^"\'\\s]{3,128})["\']',
      },
    ],
    check: 'chosen',
  },
];
