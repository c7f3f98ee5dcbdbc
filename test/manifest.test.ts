// package.json promises commands, settings, views and files; the code keeps the promise. Both sides are compared here.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { commandHandlers } from '../src/extension/commands/registry.ts';
import { settingDefaults } from '../src/extension/configuration.ts';

interface Contributions {
  readonly commands: readonly {
    readonly command: string;
    readonly title: string;
    readonly category?: string;
    readonly icon?: string;
  }[];
  readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  readonly viewsContainers: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
  readonly views: Readonly<
    Record<string, readonly { readonly id: string; readonly name: string; readonly type?: string }[]>
  >;
  readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when?: string }[];
  readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
  readonly walkthroughs?: readonly { readonly id: string; readonly steps: readonly Step[] }[];
  readonly keybindings?: readonly { readonly command: string }[];
}

interface Setting {
  readonly type: string | readonly string[];
  readonly scope?: string;
  readonly default: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

interface MenuItem {
  readonly command?: string;
  readonly when?: string;
}

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: Readonly<Record<string, unknown>>;
  readonly completionEvents?: readonly string[];
}

interface Manifest {
  readonly contributes: Contributions;
  readonly activationEvents: readonly string[];
  readonly capabilities: Readonly<Record<string, { readonly supported: unknown; readonly description?: string }>>;
  readonly extensionKind: readonly string[];
  readonly icon?: string;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { contributes } = manifest;
const extensionSource = readdirSync('src/extension', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
  .join('\n');
const commandIds = new Set(contributes.commands.map(({ command }) => command));
const views = Object.values(contributes.views).flat();

describe('manifest: commands', () => {
  it('promised and registered commands are the same', () => {
    assert.deepEqual([...commandIds].sort(), Object.keys(commandHandlers).sort());
    assert.equal(commandIds.size, contributes.commands.length, 'no command is promised twice');
  });

  for (const { command, title, category } of contributes.commands) {
    it(`${command} has a title in plain words and the product's category`, () => {
      assert.match(command, /^handrail\.[a-z][A-Za-z]*$/);
      assert.match(title, /^[A-Z][^!]{2,60}$/);
      assert.doesNotMatch(title, /handrail/i, 'the category already says so');
      assert.equal(category, 'Handrail');
    });
  }

  it('menus, links and keys name commands that exist', () => {
    const named = Object.entries(contributes.menus).flatMap(([menu, items]) =>
      items.map((item) => ({ where: `menu ${menu}`, command: item.command })),
    );
    const links = [...JSON.stringify(contributes).matchAll(/command:(handrail\.[\w.]+)/g)];
    named.push(...links.map(([, command]) => ({ where: 'a link', command })));
    named.push(...(contributes.keybindings ?? []).map(({ command }) => ({ where: 'a key', command })));
    // The editor itself gives every view a command that shows it.
    const known = new Set([...commandIds, ...views.map(({ id }) => `${id}.focus`)]);
    const unknown = named.filter(({ command }) => command?.startsWith('handrail.') && !known.has(command));
    assert.deepEqual(unknown, []);
    assert.ok((contributes.keybindings ?? []).length <= 2);
  });

  it('code names commands that exist', () => {
    const named = [...extensionSource.matchAll(/(?:executeCommand\(|command: |commandUri\()\s*'(handrail\.\w+)'/g)];
    const unknown = named.map(([, command]) => command).filter((command) => !commandIds.has(command ?? ''));
    assert.deepEqual(unknown, []);
  });

  it('the palette says of every command that needs a place to act on when it is offered', () => {
    const palette = contributes.menus['commandPalette'] ?? [];
    const decided = new Set(palette.filter((item) => item.when !== undefined).map((item) => item.command));
    assert.deepEqual(
      palette.filter((item) => item.when === undefined || !commandIds.has(item.command ?? '')),
      [],
    );
    const onItems = (contributes.menus['view/item/context'] ?? []).filter((item) => item.when?.includes('viewItem'));
    const undecided = onItems.filter((item) => !decided.has(item.command));
    assert.deepEqual(
      undecided.map((item) => item.command),
      [],
    );
  });
});

describe('manifest: settings', () => {
  const settings = Object.entries(contributes.configuration.properties);

  it('promised and read settings are the same, with the same defaults', () => {
    assert.deepEqual(Object.fromEntries(settings.map(([name, setting]) => [name, setting.default])), settingDefaults);
    assert.ok(settings.length <= 25);
  });

  for (const [name, setting] of settings) {
    it(`${name} has scope, type and a description of itself and of every choice`, () => {
      assert.match(name, /^handrail\.[a-z][A-Za-z.]*$/);
      assert.ok(['application', 'machine', 'machine-overridable', 'window', 'resource'].includes(setting.scope ?? ''));
      assert.ok(setting.type);
      assert.ok((setting.markdownDescription ?? setting.description ?? '').length > 20);
      const described = setting.markdownEnumDescriptions ?? setting.enumDescriptions ?? [];
      assert.equal(described.length, setting.enum?.length ?? 0);
      // An address or a policy's source from a workspace would let a repository choose its own judge.
      if (/policy|url|endpoint|key/i.test(name)) assert.match(setting.scope ?? '', /^(?:application|machine)$/);
    });
  }
});

describe('manifest: views', () => {
  it("stand in the product's own container, under its name", () => {
    const containers = Object.values(contributes.viewsContainers).flat();
    assert.ok(containers.some(({ id }) => id === 'handrail'));
    for (const { icon } of containers) assert.ok(icon.startsWith('$(') || existsSync(icon), icon);
    for (const { id } of views) assert.match(id, /^handrail\.[a-z][A-Za-z]*$/);
  });

  it('are each filled by the code and have something to say when empty', () => {
    for (const { id } of views) {
      assert.ok(extensionSource.includes(`'${id}'`), `${id} is not registered`);
      assert.ok(
        contributes.viewsWelcome.some(({ view }) => view === id),
        `${id} says nothing when empty`,
      );
    }
  });

  it('conditions and welcome texts name views that exist', () => {
    const ids = new Set(views.map(({ id }) => id));
    const named = [...JSON.stringify(contributes.menus).matchAll(/view == (handrail\.\w+)/g)].map(([, id]) => id);
    named.push(...contributes.viewsWelcome.map(({ view }) => view));
    assert.deepEqual(
      named.filter((id) => !ids.has(id ?? '')),
      [],
    );
  });

  it('context keys in conditions are set by the code', () => {
    const conditions = JSON.stringify([contributes.menus, contributes.viewsWelcome, contributes.walkthroughs ?? []]);
    const ids = new Set([...commandIds, ...views.map(({ id }) => id), ...Object.keys(settingDefaults)]);
    const keys = [...conditions.matchAll(/"when":"([^"]*)"/g)].flatMap(([, when]) => [
      ...(when ?? '').matchAll(/(?<![.\w])handrail\.[\w.]+/g),
    ]);
    const unset = keys.map(([key]) => key).filter((key) => !ids.has(key) && !extensionSource.includes(`'${key}'`));
    assert.deepEqual(unset, []);
  });
});

describe('manifest: the rest', () => {
  it('wakes for something, not for everything', () => {
    assert.ok(!manifest.activationEvents.includes('*'));
  });

  it('says what works in untrusted and virtual workspaces', () => {
    for (const place of ['untrustedWorkspaces', 'virtualWorkspaces']) {
      const capability = manifest.capabilities[place];
      assert.ok(capability?.supported !== undefined, place);
      assert.ok((capability.description ?? '').length > 20, `${place} says what is off`);
    }
  });

  it('walkthroughs show files that exist and end by commands that exist', () => {
    for (const step of (contributes.walkthroughs ?? []).flatMap(({ steps }) => steps)) {
      const { media } = step;
      const places: readonly unknown[] = [media['markdown'], media['svg'], media['image']];
      const files = places.flatMap((value): readonly unknown[] =>
        typeof value === 'object' && value !== null ? Object.values(value) : [value],
      );
      const paths = files.filter((path) => typeof path === 'string');
      assert.ok(paths.length > 0, step.id);
      for (const path of paths) assert.ok(existsSync(path), `${step.id}: ${path}`);
      for (const event of step.completionEvents ?? []) {
        const command = /^onCommand:(handrail\.\w+)$/.exec(event)?.[1];
        assert.ok(command === undefined || commandIds.has(command), `${step.id}: ${event}`);
      }
    }
  });
});
