// The plain types that fields of a policy are made of. schema.ts and schema-entries.ts are built from them.

import * as z from 'zod';
import { ruleSeverities } from '../model/finding.ts';
import { maxGlobLength } from '../text/glob.ts';
import { modes, verdicts } from './ladders.ts';

/** A text that is not empty. */
export const text = z.string().min(1).max(2000);
/** What an entry is called by. */
export const id = z.string().min(1).max(100);
/** A path pattern. See text/glob.ts. */
export const glob = z.string().min(1).max(maxGlobLength);
/** A UTC day, YYYY-MM-DD. Without quotes YAML 1.2 reads it as a text. */
export const day = z.iso.date();
/** A moment, with its distance from UTC. YAML 1.2 reads it as a text. */
export const moment = z.iso.datetime({ offset: true });
/** An address on the web. */
export const webAddress = z.url({ protocol: /^https?$/ }).max(2000);
/** How hard a rule bites. */
export const mode = z.enum(modes);
/** What is said of a tool, a server or a name. */
export const verdict = z.enum(verdicts);
/** How serious a rule is. */
export const severity = z.enum(ruleSeverities);
/** Several texts. */
export const texts = z.array(text).max(5000);
/** Several ids. */
export const ids = z.array(id).max(5000);
/** Several patterns. */
export const globs = z.array(glob).max(5000);
/** A whole number, such as days. */
export const count = z.int().min(0).max(100_000);
/** Whether somebody programs. */
export const track = z.enum(['technical', 'citizen_builder']);
