/**
 * Stands in for the SDK's validator, which compiles JSON Schemas to code (esbuild.mjs puts it there). The one answer that is ever asked for is a
 * yes or no, and `asker` in toolServer.ts takes nothing but `true` for a yes.
 */
export class AjvJsonSchemaValidator {
  getValidator(): (input: unknown) => { readonly valid: true; readonly data: unknown; readonly errorMessage: undefined } {
    return (data) => ({ valid: true, data, errorMessage: undefined });
  }
}
