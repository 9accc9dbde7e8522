import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { officesSchema } from '../domain/office.ts';
import { profileSchema } from '../domain/profile.ts';

const PROVINCES = path.join(import.meta.dirname, '..', 'provinces');

/** JSON Schemas for editors, by file: the first line of each YAML names its own (yaml-language-server). */
export const editorSchemas = {
  'profile.schema.json': z.toJSONSchema(profileSchema, { io: 'input', target: 'draft-7' }),
  'offices.schema.json': z.toJSONSchema(officesSchema, { io: 'input', target: 'draft-7' }),
} as const;

type SchemaFile = keyof typeof editorSchemas;

/** The text of a schema file, as it must lie in provinces/. */
export const schemaText = (file: SchemaFile): string => `${JSON.stringify(editorSchemas[file], null, 2)}\n`;

export const schemaFiles: readonly SchemaFile[] = ['profile.schema.json', 'offices.schema.json'];
export const schemaOnDisk = (file: SchemaFile): string => readFileSync(path.join(PROVINCES, file), 'utf8');

/** `node lib/profile-schema.ts` writes them anew after a change of the schema; a test asserts that they are current. */
if (import.meta.main) for (const file of schemaFiles) writeFileSync(path.join(PROVINCES, file), schemaText(file));
