import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readContainerRecipe } from '../../../../src/core/readiness/structure/container-recipe.ts';
import { readKubernetes } from '../../../../src/core/readiness/structure/kubernetes.ts';
import { sqlStatements } from '../../../../src/core/readiness/structure/sql-statements.ts';
import { readSettingsValues } from '../../../../src/core/readiness/structure/settings-values.ts';
import { readTerraform } from '../../../../src/core/readiness/structure/terraform.ts';
import { readWorkflow } from '../../../../src/core/readiness/structure/workflows.ts';
import { runs } from '../../../support/runs.ts';
import { factsOf } from '../workspace.ts';

describe('readers of structure', () => {
  it('never throw, whatever the text holds', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[{}"'`$;:#\-/*\n A-Za-z<>=()[\]]{0,200}$/));
    fc.assert(
      fc.property(text, (each) => {
        sqlStatements(each);
        readTerraform(each, 'a.tf');
        readContainerRecipe(each, 'Dockerfile');
        readWorkflow(each, '.github/workflows/a.yml');
        readSettingsValues(each, 'package.json');
        readSettingsValues(each, 'fly.toml');
        assert.ok([...readKubernetes(`apiVersion: v1\nkind: Pod\n${each}`, 'a.yaml')].length >= 0);
      }),
      { numRuns: runs(200) },
    );
  });

  it('cut SQL at semicolons that are no part of a text, a function or a comment', () => {
    const text = "select ';'; -- a; b\ncreate function f() as $body$ begin; end; $body$;\n/* ; */ drop table a";
    assert.deepEqual(
      sqlStatements(text).map((each) => each.text.split(/\s+/)[0]),
      ['select', 'create', 'drop'],
    );
    for (const { text: statement, offset } of sqlStatements(text)) assert.equal(text[offset], statement[0]);
  });

  it('read Terraform blocks with the lines of their attributes', () => {
    const [block] = readTerraform(
      '# x {\nresource "a" "b" {\n  c = "}${d["e"]}" # f\n  g {\n    h = [\n      1,\n    ]\n  }\n}',
      'a.tf',
    );
    assert.deepEqual([block?.type, block?.labels, block?.line], ['resource', ['a', 'b'], 2]);
    assert.deepEqual(block?.attributes.get('c'), { value: '"}${d["e"]}"', line: 3 });
    assert.equal(block.blocks[0]?.attributes.get('h')?.line, 5);
  });

  it('read a Helm template as far as it goes, and leave open what its values decide', () => {
    const [found] = readKubernetes(
      [
        'apiVersion: apps/v1',
        'kind: Deployment',
        'metadata:',
        '  name: {{ include "shop.name" . }}',
        'spec:',
        '  {{- if .Values.replicas }}',
        '  replicas: {{ .Values.replicas }}',
        '  {{- end }}',
        '  template:',
        '    spec:',
        '      containers:',
        '        - name: shop',
        '          image: "{{ .Values.image }}:{{ .Values.tag }}"',
        '          resources:',
        '            {{- toYaml .Values.resources | nindent 12 }}',
      ].join('\n'),
      'templates/a.yaml',
    );
    assert.ok(found !== undefined && 'containers' in found);
    const [container] = found.containers;
    assert.deepEqual([container?.image, container?.limitsMemory, container?.line], [undefined, 'templated', 12]);
  });

  it('name settings of JSON and TOML by where they stand, with their lines', () => {
    const inJson = readSettingsValues(
      '{\n  // of ours\n  "scripts": {"test": "x"},\n  "alias": ["a", "b"]',
      'package.json',
    );
    assert.deepEqual(
      inJson.map(({ name, value, line }) => [name, value, line]),
      [
        ['scripts', undefined, 3],
        ['scripts.test', undefined, 3],
        ['scripts.test', 'x', 3],
        ['alias', undefined, 4],
        ['alias', 'a', 4],
        ['alias', 'b', 4],
      ],
    );
    const inToml = readSettingsValues('# [mounts]\n[[services]]\nports.force_https = true\n', 'fly.toml');
    assert.deepEqual(
      inToml.map(({ name, value, line }) => [name, value, line]),
      [
        ['services', undefined, 2],
        ['services.ports.force_https', undefined, 3],
        ['services.ports.force_https', 'true', 3],
      ],
    );
  });

  it('name the line of a document that is no YAML and read the others', () => {
    const broken =
      'apiVersion: v1\nkind: Service\nspec: [\n---\napiVersion: v1\nkind: Service\nspec: {type: NodePort}\n';
    const [first, second] = [...readKubernetes(broken, 'a.yaml')];
    assert.deepEqual(first, { malformedLine: 1 });
    assert.ok(second !== undefined && 'serviceType' in second);
    assert.deepEqual(second.serviceType, { value: 'NodePort', line: 7 });
  });

  it('take thousands of Kubernetes documents, files that vanish and broken recipes without a fail of their own', async () => {
    const documents = Array.from(
      { length: 5000 },
      (_, index) => `apiVersion: v1\nkind: Service\nmetadata: {name: s${String(index)}}\n`,
    );
    let pauses = 0;
    const facts = await factsOf({
      files: {
        'k8s/all.yaml': documents.join('---\n'),
        Dockerfile: 'FROM',
        'gone.yaml': new Error('ENOENT'),
        '.github/workflows/a.yml': 'a: [',
      },
      pause: () => {
        pauses++;
        return Promise.resolve();
      },
    });
    assert.equal(facts.kubernetes.length, 5000);
    assert.ok(pauses > 500, 'an editor gets its turns');
    assert.equal(facts.workflows[0]?.state, 'malformed');
  }).timeout(60_000);
});
