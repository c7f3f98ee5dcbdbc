// Imports that count, and look-alikes that do not.

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { importsDetector } from '../../../../src/core/detectors/ai-tools/imports.ts';
import { runs } from '../../../support/runs.ts';
import { detection, seen } from './detecting.ts';

const imports = (path: string, text: string) => seen(importsDetector, path, text);

describe('imports of AI tools', () => {
  const hits: readonly (readonly [string, string, string])[] = [
    ['a.ts', `import OpenAI from 'openai';`, 'openai openai'],
    ['a.ts', `import {\n  OpenAI,\n} from "openai";`, 'openai openai'],
    ['a.ts', `import 'openai/shims/node';`, 'openai openai/shims/node'],
    ['a.js', `const { OpenAI } = require('openai');`, 'openai openai'],
    ['a.ts', `const sdk = await import('@anthropic-ai/sdk');`, 'anthropic @anthropic-ai/sdk'],
    ['a.ts', `await import(/* webpackChunkName: "ai" */ 'openai')`, 'openai openai'],
    ['a.ts', `export * from '@google/genai';`, 'google-gemini @google/genai'],
    ['a.ts', `import OpenAI from 'npm:openai@4';`, 'openai npm:openai@4'],
    ['a.ts', `import OpenAI from 'https://esm.sh/openai@4.20.1';`, 'openai https://esm.sh/openai@4.20.1'],
    ['a.ts', 'const a = `${x}`; import x from "openai"', 'openai openai'],
    ['a.ts', `const quote = /['"]/; // it's\nimport a from 'openai'`, 'openai openai'],
    ['a.tsx', `const a = <p>It's fine</p>;\nconst b = require('openai')`, 'openai openai'],
    [
      'a.vue',
      `<template><p>Don't</p></template>\n<script setup>\nimport OpenAI from 'openai'\n</script>`,
      'openai openai',
    ],
    ['a.py', 'import openai\n', 'openai openai'],
    ['a.py', 'import os, openai as o\n', 'openai openai'],
    ['a.py', 'def f():\n    from openai.types import chat\n', 'openai openai.types'],
    ['a.py', 'from google import genai\n', 'google-gemini genai'],
    ['a.py', 'from langchain_openai import ChatOpenAI\n', 'openai langchain_openai'],
    ['a.py', 'from haystack.components.builders import PromptBuilder\n', 'haystack haystack.components.builders'],
    [
      'a.go',
      'package a\n\nimport (\n\t"fmt"\n\topenai "github.com/sashabaranov/go-openai"\n)\n',
      'openai github.com/sashabaranov/go-openai',
    ],
    ['a.go', 'package a\nimport "github.com/openai/openai-go/v2"\n', 'openai github.com/openai/openai-go/v2'],
    ['A.java', 'import dev.langchain4j.model.chat.ChatModel;\n', 'langchain4j dev.langchain4j.model.chat.ChatModel'],
    ['A.java', 'import static com.openai.models.ChatModel.GPT_4O;\n', 'openai com.openai.models.ChatModel.GPT_4O'],
    ['a.kt', 'import com.aallam.openai.client.OpenAI as Client\n', 'openai com.aallam.openai.client.OpenAI'],
    ['a.scala', 'import com.anthropic.client.{A, B}\n', 'anthropic com.anthropic.client.'],
    ['A.cs', 'using Azure.AI.OpenAI;\n', 'azure-openai Azure.AI.OpenAI'],
    ['A.cs', 'global using Chat = OpenAI.Chat;\r\n', 'openai OpenAI.Chat'],
    ['a.fs', 'open Microsoft.SemanticKernel\n', 'semantic-kernel Microsoft.SemanticKernel'],
    ['a.rs', "fn f<'a>() {}\nuse async_openai::{Client};\n", 'openai async_openai'],
    ['a.rs', 'pub(crate) use rig::agent::Agent;\n', 'rig rig::agent::Agent'],
    ['a.rb', 'require "ruby_llm"\n', 'ruby-llm ruby_llm'],
    ['a.php', '<?php\nuse OpenAI\\Client;\n', 'openai OpenAI\\Client'],
    ['a.php', '<?php\nuse function LLPhant\\Chat\\x;\n', 'llphant LLPhant\\Chat\\x'],
    ['a.dart', "import 'package:dart_openai/dart_openai.dart';\n", 'openai package:dart_openai/dart_openai.dart'],
  ];
  for (const [path, text, expected] of hits) {
    it(`counts ${JSON.stringify(text).slice(0, 80)}`, () => {
      assert.deepEqual(imports(path, text), [expected]);
    });
  }

  const misses: readonly (readonly [string, string])[] = [
    ['a.ts', `// import OpenAI from 'openai';`],
    ['a.ts', `/*\n import OpenAI from 'openai';\n*/`],
    ['a.ts', `const text = "import OpenAI from 'openai'";`],
    ['a.ts', 'const text = `\nimport OpenAI from "openai"\n`;'],
    ['a.ts', 'const text = `${f({ a: `x` })} from "openai"`;'],
    ['a.ts', `const r = /from 'openai'/;`],
    ['a.ts', `import { openai } from './openai';`],
    ['a.ts', `import { openai } from '@/lib/openai';`],
    ['a.ts', `Array.from('openai')`],
    ['a.ts', `import cursor from 'cursor';`],
    ['a.ts', `import x from 'openai-like';`],
    ['a.min.js', `require("openai")`],
    ['a.vue', `<template><p>import x from 'openai'</p></template>`],
    ['a.py', '# import openai\n'],
    ['a.py', '"""\nimport openai\n"""\n'],
    ['a.py', 'from .openai import client\n'],
    ['a.py', 'from agents import planner\n'],
    ['a.py', 'import whisper, haystack, phi\n'],
    // The search of Django has modules of other names.
    ['a.py', 'from haystack.query import SearchQuerySet\nfrom haystack import indexes\n'],
    ['a.py', 'import_openai = 1\nfrom google import auth\n'],
    ['a.go', 'package a\nimport (\n\t// "github.com/openai/openai-go"\n\t"fmt"\n)\n'],
    ['a.go', 'package a\nimport "github.com/pressly/goose"\n'],
    ['a.md', `import OpenAI from 'openai';`],
    ['A.java', '// import com.openai.Client;\n/*\nimport com.openai.Client;\n*/\n'],
    ['A.java', 'String a = """\nimport com.openai.Client;\n""";\n'],
    ['A.java', 'import com.openairport.Client;\nimport com.oracle.coherence.X;\n'],
    ['a.kt', '/* import dev.langchain4j.A */\n'],
    ['A.cs', '// using OpenAI;\nusing OpenAIx;\nusing var a = new OpenAI();\n'],
    ['a.rs', '/// use async_openai::Client;\nuse crate::async_openai;\nuse warp::Filter;\n'],
    ['a.rb', '# require "openai"\n=begin\nrequire "openai"\n=end\nrequire_relative "openai"\n'],
    ['a.php', '<?php\n# use OpenAI\\Client;\n/* \nuse OpenAI\\Client;\n*/\nuse App\\OpenAI;\n'],
    ['a.dart', "// import 'package:dart_openai/a.dart';\nimport 'dart_openai.dart';\n"],
  ];
  for (const [path, text] of misses) {
    it(`leaves ${JSON.stringify(text).slice(0, 80)} alone`, () => {
      assert.deepEqual(imports(path, text), []);
    });
  }

  it('takes code in tests for development', () => {
    const [found] = detection(importsDetector, 'src/a.test.ts', `import a from 'openai'`).tools ?? [];
    assert.equal(found?.scope, 'dev');
    assert.equal(found.confidence, 'medium');
  });

  it('sees the other service behind the same package', () => {
    assert.deepEqual(imports('a.py', 'from openai import AzureOpenAI\n'), ['azure-openai openai']);
    assert.deepEqual(imports('a.ts', `import { AzureOpenAI as OpenAI } from 'openai';`), ['azure-openai openai']);
    assert.deepEqual(imports('a.ts', `import { AzureOpenAI, OpenAI } from 'openai';`), ['openai openai']);
  });

  it('stays fast and whole on any text', () => {
    const pieces = fc.constantFrom(
      'import ',
      "'",
      '"',
      '`',
      '${',
      '}',
      '/',
      '*',
      '//',
      '\n',
      'openai',
      ' from ',
      '\\',
      '(',
      '#',
      '"""',
      'a',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 60 }),
        fc.constantFrom('a.ts', 'a.py', 'a.go', 'a.vue'),
        (parts, path) => {
          const text = parts.join('');
          for (const each of detection(importsDetector, path, text).tools ?? []) {
            assert.equal(text.slice(each.startOffset, each.endOffset).includes('openai'), true);
          }
        },
      ),
      { numRuns: runs(300) },
    );
    const nasty = `${"import x from '".repeat(20_000)}\n${'import '.repeat(50_000)}`;
    const started = performance.now();
    detection(importsDetector, 'a.ts', nasty);
    assert.ok(performance.now() - started < 1000);
  });
});
