// Ways out that a machine should not take alone, as steps for a person and as a task for an AI tool. Rows, by check id.

export interface Guide {
  /** In order; each is one thing to do. */
  readonly steps: readonly string[];
  /** The task for an AI tool, as an engineer would give it. */
  readonly task: string;
}

export const guides: Readonly<Record<string, Guide>> = {
  'sec-no-server-secret-in-client': {
    steps: [
      'Find the places listed under "what was seen".',
      'Give the variable a name without the public beginning (VITE_, NEXT_PUBLIC_, …), so that it stays on the server.',
      'Let the page ask a small address on your server, and let only that address use the key.',
      'Have the old key revoked: visitors may have copied it.',
    ],
    task: 'Move each listed secret behind a server route or edge function. Rename the variable without the public prefix, read it only in server code, and change the page so that it calls the route. Validate the input of the route and limit requests per user.',
  },
  'sec-row-rules-not-open': {
    steps: [
      'For each table that is listed, answer one question: may everybody read this?',
      'If yes, confirm it here with your name; the answer is kept with the project.',
      'If no, let each person see their own rows only: the task below writes that rule.',
      'Sign in as two different people and check that each sees their own rows.',
    ],
    task: 'Write a new Supabase migration that replaces each listed policy by owner-scoped ones: using ((select auth.uid()) = <owner column>) with a matching "with check". Add security_invoker = true to listed views and make listed buckets private. Never edit migrations that ran already.',
  },
  'sec-firebase-rules-not-open': {
    steps: [
      'Open the rules file that is listed.',
      'Replace rules that say "true" or end on a date by rules that ask who is signed in.',
      'Try it in the Rules Playground of the Firebase console, once signed in and once not.',
      'Publish with: firebase deploy --only firestore:rules,storage',
    ],
    task: 'Rewrite the listed Firebase rules so that every read and write requires request.auth != null and is scoped to request.auth.uid, validate the fields that are written, and add tests with @firebase/rules-unit-testing.',
  },
  'sec-login-present': {
    steps: [
      'Ask IT which company sign-in new apps should use (your policy may name it).',
      'Have the app registered there; you get an id and a secret.',
      'Put both into the settings of your platform, never into the code.',
      'Add the sign-in with the task below, and try it in a private window.',
    ],
    task: 'Put the whole app behind the company’s OpenID Connect sign-in, using the established library for this framework. All routes and API handlers are closed by default; list the few that stay open. Read issuer, client id and secret from the environment. Do not write password handling of our own.',
  },
  'sec-routes-check-login': {
    steps: [
      'Go through the addresses that are listed.',
      'For each: who may call it? Everybody, people who signed in, or only the owner of the data?',
      'Where the code does not check that, add the check with the task below.',
      'Call each address without signing in: it must answer 401 or 403.',
    ],
    task: 'For each listed route, add the authentication guard of this code base and an ownership check on every id that comes from the request. Add a test per route that an anonymous call gets 401 and another user’s id gets 403.',
  },
  'sec-input-checked': {
    steps: [
      'List what people can send: forms, addresses with an id, uploads.',
      'Have the server describe what it accepts for each (task below).',
      'Send something wrong on purpose: the answer must be a clear sentence, not an error page.',
    ],
    task: 'Add a schema for the body, query and parameters of each route with the validation library that is common for this stack, reject anything else with status 400 and a plain message, and cap lengths and sizes.',
  },
  'sec-no-dangerous-code': {
    steps: [
      'Open each place that is listed.',
      'Let the task below replace the shortcut by the safe way of doing the same.',
      'Run the tests, and try the feature once.',
    ],
    task: 'Replace each listed construct: parameterised queries instead of built SQL, execFile or a list of arguments instead of a shell, yaml.safe_load and json instead of pickle, a lookup table instead of eval, a sanitiser (DOMPurify or the like) for HTML from people. Keep behaviour the same and add a test with hostile input.',
  },
  'sec-rate-limit': {
    steps: [
      'Find out whether your platform or gateway can limit requests; then switch it on there.',
      'Otherwise add the limit in the app with the task below.',
      'Ask an address 200 times quickly: after a while the answer must be 429.',
    ],
    task: 'Add rate limiting with the standard middleware of this framework: a general limit per client, stricter ones for sign-in, for sending messages and for calls of AI services. Answer 429 with Retry-After. Mind that the client address is behind a proxy.',
  },
  'sec-passwords-hashed': {
    steps: [
      'Best: store no passwords at all and use the company sign-in.',
      'If you must: let the task below change how they are stored.',
      'Ask every user to set a new password once it is live.',
    ],
    task: 'Replace the listed password handling by argon2id (or the framework’s own password hasher), migrate existing hashes at the next sign-in, compare in constant time, and remove any place that stores or logs a readable password.',
  },
  'sec-webhooks-verified': {
    steps: [
      'Find the secret for webhooks on the page of the service that sends them, and put it into the settings of your platform.',
      'Let the task below check each message with it.',
      'Send a made-up message to the address: the answer must be 400 or 401.',
    ],
    task: 'Verify the signature of each listed webhook on the raw body with the provider’s own SDK function (for Stripe: stripe.webhooks.constructEvent), reject everything else with 400, make handling idempotent by event id, and test with a valid and a forged signature.',
  },
  'sec-dependencies-locked': {
    steps: [
      'Run the install command of your package manager once (npm install, pip freeze, go mod tidy, …).',
      'A lock file appears or changes: package-lock.json, uv.lock, go.sum and so on.',
      'Commit that file together with the list of packages.',
    ],
    task: 'Create the lock file with the package manager this project uses, commit it, and make the build robot install from it (npm ci, uv sync --frozen, …).',
  },
  'sec-no-unreviewable-files': {
    steps: [
      'For each program file that is listed: who made it, and from what?',
      'Take it out of the project, and let the build make it or a package bring it.',
      'If it must stay, say why in the project, and accept it here with your name.',
    ],
    task: 'For each listed binary, find its source or an official package, replace it by a build step or a dependency, and remove the file from the repository.',
  },
  'data-no-real-data-in-repo': {
    steps: [
      'Save the file where customer data belongs (the system it came from, or a protected share).',
      'Take it out of the project: git rm --cached FILE, and add its name to .gitignore.',
      'Let the task below make a file with invented rows of the same shape.',
      'Tell your data protection contact: git keeps what was committed before, and they decide what follows.',
    ],
    task: 'Write a small generator for invented rows with the same columns as the listed files (example.com addresses, test IBANs), use its output in code and tests, and read real data only from the system of record through an environment setting. Do not open or copy the real rows.',
  },
  'data-schema-versioned': {
    steps: [
      'Choose the tool for your database library (Prisma Migrate, Alembic, Flyway, …); the task below sets it up.',
      'Make the first step from the database as it is today.',
      'From now on, change the database by a new step only.',
    ],
    task: 'Set up the migration tool that belongs to this project’s ORM, create a baseline migration from the current schema without changing data, and add the command that applies migrations to the README and the deployment.',
  },
  'data-destructive-change-guarded': {
    steps: [
      'Before it runs: make a copy of the database and try to bring it back.',
      'First release: the code no longer uses the column. Second release: the column goes.',
      'Write down how to go back, in the same file.',
    ],
    task: 'Rework each listed migration into expand, migrate and contract steps in separate releases, add a down migration, and guard it so that it fails when data would be lost without a backup.',
  },
  'data-survives-restart': {
    steps: [
      'Ask which managed database your company offers; the policy’s platforms may bring one.',
      'Let the task below move what is written to files or kept in memory into it.',
      'Start the app again and look: everything must still be there.',
    ],
    task: 'Replace the listed local or in-memory storage by the managed database or object storage of our platform, behind the same functions, with connection settings from the environment; sessions get a shared store.',
  },
  'data-environments-separate': {
    steps: [
      'Make a second, empty copy of the database for trying things out.',
      'Give each copy its own keys, and put them into the settings of the matching environment.',
      'Confirm it here, with the names of both.',
    ],
    task: 'Make every address, key and database of this app come from the environment, add .env.development with harmless defaults, and refuse to start in development with a production address.',
  },
  'data-privacy-notice': {
    steps: [
      'Ask your data protection contact whether the company’s notice covers this app.',
      'If so, put a link to it at the bottom of each page.',
      'If not, fill in with them: what is kept, why, how long, who sees it, how to have it removed.',
    ],
    task: 'Add a link to the privacy notice in the footer of every page and next to each form that asks for personal data. List for me which personal fields the code stores and where, so that legal can complete the notice. Do not invent legal text.',
  },
  'review-protected-main': {
    steps: [
      'Open the settings of the repository: Rules › Rulesets › New branch ruleset (GitHub), or Protected branches (GitLab).',
      'Target: the default branch. Require a pull request with one approval, and the status check of your build.',
      'Block force pushes. Save.',
      'Look at it from here with "Look at the Code Host", or confirm it with your name.',
    ],
    task: 'Write the gh command (gh api repos/OWNER/REPO/rulesets) and a Terraform snippet that protect the default branch: pull request with one approval, required checks, no force push, no deletion. Do not run it.',
  },
  'dep-in-git': {
    steps: [
      'Make an empty, private repository in your company’s organisation.',
      'In the editor: Source Control › Publish Branch, and choose that organisation.',
      'From now on, commit and push at the end of each sitting.',
    ],
    task: 'Tell me, for this operating system, the exact commands to initialise git here with a fitting .gitignore, make a first commit without secrets and data files, and push to an empty company repository whose address I will give you.',
  },
  'dep-sanctioned-target': {
    steps: [
      'Look at the platforms your policy approves; they are named with this check.',
      'Follow the page of that platform to make a project there.',
      'Move the settings over, and switch the old place off once the new one answers.',
    ],
    task: 'Prepare this app for the approved platform named below: build and start commands, port from the environment, health address, settings as environment variables. List what the old host’s configuration did, so that nothing is lost.',
  },
  'obs-alerts': {
    steps: [
      'Choose who is told, and by what: a channel that somebody reads, not a mailbox that nobody opens.',
      'Have your monitoring ask the health address every minute.',
      'Stop the test copy once: the alarm must arrive. Then confirm it here.',
    ],
    task: 'Write the definition of an uptime check on /healthz and of an alert on the rate of errors for our monitoring (as code where possible), with the receiver as a setting.',
  },
  'obs-ai-spend-visible': {
    steps: [
      'Look whether the AI service’s page shows cost by key; give this app a key of its own.',
      'Count calls, tokens and failures in the app’s log with the task below.',
      'Set a warning at half of the monthly budget.',
    ],
    task: 'Record for every AI call: feature, model, input and output tokens (usage of the response), duration and outcome, as one structured log event with OpenTelemetry GenAI attribute names (gen_ai.*). Never record prompts or answers.',
  },
  'rel-retries-kind': {
    steps: [
      'Find where the app calls other services.',
      'Let the task below add retries that wait longer each time, and stop.',
    ],
    task: 'Wrap calls to other services in retries with exponential backoff, jitter and at most three attempts, using the common library of this stack; only for idempotent calls and for 429, 502, 503 and 504.',
  },
  'review-launch-approval': {
    steps: [
      'Get everything else in place first; the record says what is open.',
      'Choose "Request Go-Live": Handrail writes a record of this moment.',
      'Send it as a pull request to the approver that your policy names.',
    ],
    task: 'Summarise in ten lines for an approver what this app does, who uses it, which data it touches, and what the open points of the record mean.',
  },
  'review-happens': {
    steps: [
      'Agree who looks at whose changes.',
      'Make each change a pull request, and have it approved before it goes in.',
    ],
    task: 'List the last 30 changes on the default branch that went in without a review, with author and date, from git alone. Change nothing.',
  },
};
