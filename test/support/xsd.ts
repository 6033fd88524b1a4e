import { readFileSync } from 'node:fs';
import type { XMLFileInfo } from 'xmllint-wasm';
import { memoryPages, validateXML } from 'xmllint-wasm';

/** Validation against the official schemas without any network. */
const FOLDER = new URL('../fixtures/verifactu/xsd/', import.meta.url);
const DSIG = 'xmldsig-core-schema.xsd';
const DSIG_REMOTE = 'http://www.w3.org/TR/xmldsig-core/xmldsig-core-schema.xsd';
const DOCTYPE = /<!DOCTYPE[^[>]*\[[^\]]*\]\s*>/;

/** The schema text as libxml2 can use it offline: imports mapped to the local copy, DOCTYPE of xmldsig left out. */
function schema(fileName: string): XMLFileInfo {
  const text = readFileSync(new URL(fileName, FOLDER), 'utf8');
  return { fileName, contents: text.replaceAll(DSIG_REMOTE, DSIG).replace(DOCTYPE, '') };
}

const INFORMACION = schema('SuministroInformacion.xsd');
const IMPORTS = [INFORMACION, schema(DSIG)];
const LR = schema('SuministroLR.xsd');

async function validate(
  root: XMLFileInfo,
  preload: readonly XMLFileInfo[],
  xmls: readonly string[],
): Promise<string[]> {
  const result = await validateXML({
    xml: xmls.map((contents, index) => ({ fileName: `document-${index}.xml`, contents })),
    schema: root,
    preload,
    maxMemoryPages: 512 * memoryPages.MiB,
  });
  const errors = result.errors.map(({ rawMessage }) => rawMessage);
  if (errors.length === 0 && !result.valid)
    throw new Error(`xmllint failed without naming an error: ${result.rawOutput}`);
  return errors;
}

/** Schema errors of stored records (sf:RegistroAlta, sf:RegistroAnulacion), all in one run; empty when all are valid. */
export const validateRecords = (xmls: readonly string[]): Promise<string[]> =>
  validate(INFORMACION, [schema(DSIG)], xmls);

/** Schema errors of one stored record; empty when it is valid. */
export const validateRecord = (xml: string): Promise<string[]> => validateRecords([xml]);

/** Schema errors of a RegFactuSistemaFacturacion document; empty when it is valid. */
export const validateEnvelope = (xml: string): Promise<string[]> => validate(LR, IMPORTS, [xml]);
