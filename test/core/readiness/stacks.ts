// Small projects as people really have them, one for each stack: what "do it for me" is tried on.

import type { Workspace } from './workspace.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A web server with nothing but Node itself, so that its generated tests can run anywhere. */
const nodeServer: Workspace = {
  files: {
    'package.json': json({
      name: 'orders',
      version: '1.0.0',
      type: 'module',
      main: 'server.js',
      scripts: { start: 'node server.js' },
      dependencies: {},
    }),
    'server.js': `import { createServer } from 'node:http';

const server = createServer((request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end('<!doctype html><title>Orders</title><h1>Orders</h1>');
});

server.listen(process.env.PORT ?? 3000);
`,
    'README.md': '# Orders\n',
  },
};

const express: Workspace = {
  files: {
    'package.json': json({
      name: 'shop',
      version: '1.0.0',
      type: 'module',
      scripts: { start: 'node src/server.js' },
      dependencies: { express: '^5.1.0', pg: '^8.16.0' },
    }),
    'package-lock.json': json({ name: 'shop', lockfileVersion: 3, packages: {} }),
    'src/server.js': `import express from 'express';
import { orders } from './orders.js';

const app = express();
app.use(express.json());

app.get('/orders', async (request, response) => {
  response.json(await orders(process.env.DATABASE_URL));
});

app.listen(process.env.PORT ?? 3000, () => {
  console.log('listening');
});
`,
    'src/orders.js': 'export const orders = async (url) => [{ id: 1, url }];\n',
  },
};

const next: Workspace = {
  files: {
    'package.json': json({
      name: 'portal',
      private: true,
      scripts: { dev: 'next dev', build: 'next build', start: 'next start' },
      dependencies: { next: '16.0.0', react: '19.2.0', 'react-dom': '19.2.0' },
      devDependencies: { typescript: '5.9.0' },
    }),
    'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
    'tsconfig.json': json({ compilerOptions: { strict: true } }),
    'app/layout.tsx':
      'export default function Layout({ children }: { children: React.ReactNode }) {\n  return <html lang="en"><body>{children}</body></html>;\n}\n',
    'app/page.tsx': 'export default function Page() {\n  return <h1>{process.env.PORTAL_TITLE}</h1>;\n}\n',
  },
};

/** As an AI builder exports it. */
const viteReact: Workspace = {
  files: {
    'package.json': json({
      name: 'club',
      private: true,
      type: 'module',
      scripts: { dev: 'vite', build: 'vite build', preview: 'vite preview' },
      dependencies: { react: '^18.3.1', 'react-dom': '^18.3.1', '@supabase/supabase-js': '^2.50.0' },
      devDependencies: { vite: '^6.0.5' },
    }),
    'index.html':
      '<!doctype html>\n<html lang="en">\n  <head>\n    <title>Club</title>\n    <link rel="icon" href="/icon.svg" />\n  </head>\n  <body>\n    <div id="root"></div>\n    <script type="module" src="/src/main.jsx"></script>\n  </body>\n</html>\n',
    'public/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    'src/main.jsx':
      "import { createRoot } from 'react-dom/client';\nimport { App } from './App.jsx';\n\ncreateRoot(document.getElementById('root')).render(\n  <App />,\n);\n",
    'src/App.jsx': 'export function App() {\n  return <h1>Club</h1>;\n}\n',
    'vercel.json': '{ "framework": "vite" }\n',
    'supabase/migrations/20260101000000_first.sql':
      'create table public.members (\n  id uuid primary key,\n  user_id uuid references auth.users,\n  email text\n);\ncreate table public.coffees (\n  id uuid primary key,\n  name text\n);\n',
  },
};

const flask: Workspace = {
  files: {
    'requirements.txt': 'flask==3.1.0\nrequests==2.32.0\n',
    'app.py': `import requests
from flask import Flask, request

app = Flask(__name__)


@app.route("/")
def home():
    return "<h1>Bookings</h1>"


@app.route("/rate")
def rate():
    return requests.get("https://rates.example/today").json()


if __name__ == "__main__":
    app.run(debug=True)
`,
  },
};

const fastapi: Workspace = {
  files: {
    'pyproject.toml':
      '[project]\nname = "bookings"\nversion = "0.1.0"\nrequires-python = ">=3.12"\ndependencies = [\n    "fastapi>=0.115",\n    "uvicorn>=0.32",\n]\n',
    'main.py':
      'from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\napp = FastAPI(\n    title="Bookings",\n)\napp.add_middleware(CORSMiddleware, allow_origins=["*"])\n\n\n@app.get("/")\ndef home():\n    return {"hello": "world"}\n',
  },
};

/** Without any package: its generated tests run wherever Python is. */
const python: Workspace = {
  files: {
    'requirements.txt': '# nothing yet\n',
    'report.py': 'def total(rows):\n    return sum(row["amount"] for row in rows)\n',
    'app.py': 'from report import total\n\nif __name__ == "__main__":\n    print(total([{"amount": 2}]))\n',
  },
};

const go: Workspace = {
  files: {
    'go.mod': 'module acme.example/stock\n\ngo 1.25\n\nrequire github.com/gin-gonic/gin v1.10.0\n',
    'go.sum': '',
    'main.go':
      'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc main() {\n\tr := gin.Default()\n\tr.GET("/stock", func(c *gin.Context) { c.JSON(200, gin.H{"left": 3}) })\n\t_ = r.Run()\n}\n',
  },
};

/** Without any package: it is built and run wherever Go is. */
const goServer: Workspace = {
  files: {
    'go.mod': 'module acme.example/hours\n\ngo 1.19\n',
    'main.go':
      'package main\n\nimport (\n\t"log"\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\thttp.HandleFunc("/hours", func(w http.ResponseWriter, r *http.Request) {\n\t\t_, _ = w.Write([]byte("9 to 5 (Monday)"))\n\t})\n\tlog.Fatal(http.ListenAndServe(os.Getenv("ADDRESS"), nil))\n}\n',
  },
};

const spring: Workspace = {
  files: {
    'pom.xml': `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <parent>
        <groupId>org.springframework.boot</groupId>
        <artifactId>spring-boot-starter-parent</artifactId>
        <version>3.5.0</version>
    </parent>
    <groupId>de.nordwind</groupId>
    <artifactId>desk</artifactId>
    <version>1.0.0</version>
    <properties>
        <java.version>21</java.version>
    </properties>
    <dependencies>
        <dependency>
            <groupId>org.springframework.boot</groupId>
            <artifactId>spring-boot-starter-web</artifactId>
        </dependency>
    </dependencies>
    <build>
        <plugins>
            <plugin>
                <groupId>org.springframework.boot</groupId>
                <artifactId>spring-boot-maven-plugin</artifactId>
                <dependencies></dependencies>
            </plugin>
        </plugins>
    </build>
</project>
`,
    'src/main/java/de/nordwind/desk/DeskApplication.java':
      'package de.nordwind.desk;\n\nimport org.springframework.boot.SpringApplication;\nimport org.springframework.boot.autoconfigure.SpringBootApplication;\n\n@SpringBootApplication\npublic class DeskApplication {\n    public static void main(String[] args) {\n        SpringApplication.run(DeskApplication.class, args);\n    }\n}\n',
    'src/main/resources/application.properties': 'spring.application.name=desk\n',
  },
};

const aspnet: Workspace = {
  files: {
    'Desk.csproj':
      '<Project Sdk="Microsoft.NET.Sdk.Web">\n\n  <PropertyGroup>\n    <TargetFramework>net9.0</TargetFramework>\n  </PropertyGroup>\n\n</Project>\n',
    'Program.cs':
      'var builder = WebApplication.CreateBuilder(args);\n\nvar app = builder.Build();\n\napp.MapGet("/", () => "Desk");\n\napp.Run();\n',
  },
};

const rails: Workspace = {
  files: {
    Gemfile: 'source "https://rubygems.org"\n\ngem "rails", "~> 8.0"\n',
    'Gemfile.lock': 'GEM\n',
    'config/routes.rb': 'Rails.application.routes.draw do\n  root "home#index"\nend\n',
    'app/controllers/home_controller.rb': 'class HomeController < ApplicationController\n  def index\n  end\nend\n',
  },
};

const laravel: Workspace = {
  files: {
    'composer.json': json({ name: 'acme/desk', require: { php: '^8.3', 'laravel/framework': '^12.0' } }),
    'composer.lock': '{}',
    artisan: '#!/usr/bin/env php\n',
    'public/index.php': "<?php\n\nrequire __DIR__.'/../vendor/autoload.php';\n",
    'routes/web.php':
      "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::get('/', fn () => view('welcome'));\n",
  },
};

const staticPages: Workspace = {
  files: {
    'index.html':
      '<!doctype html>\n<html lang="en">\n  <head>\n    <title>Opening hours</title>\n    <link rel="stylesheet" href="style.css" />\n  </head>\n  <body><h1>Opening hours</h1></body>\n</html>\n',
    'style.css': 'body { font: 1rem sans-serif }\n',
  },
};

/** By name; each is read as a repository of its own on GitHub. */
export const stacks: Readonly<Record<string, Workspace>> = {
  aspnet,
  express,
  fastapi,
  flask,
  go,
  'go server': goServer,
  laravel,
  next,
  'node server': nodeServer,
  python,
  rails,
  spring,
  'static pages': staticPages,
  'vite and react': viteReact,
};
