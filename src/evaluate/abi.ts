export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/** What ABI 1.2 exports, of which the SDK's types say nothing. Addresses are 32-bit and come back signed. */
export interface Abi {
  opa_malloc(bytes: number): number;
  opa_value_parse(address: number, bytes: number): number;
  opa_json_dump(value: number): number;
  opa_value_dump(value: number): number;
  builtins(): number;
  opa_heap_ptr_get(): number;
  opa_heap_ptr_set(address: number): void;
  opa_eval_ctx_new(): number;
  opa_eval_ctx_set_input(context: number, value: number): void;
  opa_eval_ctx_set_data(context: number, value: number): void;
  opa_eval_ctx_set_entrypoint(context: number, id: number): void;
  opa_eval_ctx_get_result(context: number): number;
  eval(context: number): number;
}

/**
 * Writes JSON, or the text of a Rego value with its sets, into the module's memory and parses it there; 0 means that it
 * does not parse, never "no input".
 */
export function parse(abi: Abi, memory: WebAssembly.Memory, json: Uint8Array): number {
  const address = abi.opa_malloc(json.length) >>> 0;
  new Uint8Array(memory.buffer, address, json.length).set(json);
  const value = abi.opa_value_parse(address, json.length) >>> 0;
  if (value === 0) throw new EngineError('is not valid JSON');
  return value;
}

/** Asks one entrypoint about a parsed input and gives the address of its result set; scratch memory begins at `heap`. */
export function ask(
  abi: Abi,
  heap: number,
  dataAddress: number,
  input: number,
  entrypoint: number | undefined,
): number {
  if (entrypoint === undefined) throw new EngineError('there is no such entrypoint');
  // Everything after the parsed input is scratch, and the module's caches are cleared with it.
  abi.opa_heap_ptr_set(heap);
  const context = abi.opa_eval_ctx_new();
  abi.opa_eval_ctx_set_input(context, input);
  abi.opa_eval_ctx_set_data(context, dataAddress);
  abi.opa_eval_ctx_set_entrypoint(context, entrypoint);
  const code = abi.eval(context);
  if (code !== 0) throw new EngineError(`evaluation ended with code ${code}`);
  return abi.opa_eval_ctx_get_result(context);
}

/** A value of the module as JSON has it; sets are arrays in no order. */
export const readJson = (abi: Abi, memory: WebAssembly.Memory, value: number): unknown =>
  JSON.parse(text(memory, abi.opa_json_dump(value)));

/** A value of the module as text: JSON, and beside it sets, objects with any keys, and numbers to the last digit. */
export const readText = (abi: Abi, memory: WebAssembly.Memory, value: number): string =>
  text(memory, abi.opa_value_dump(value));

/** The zero-terminated UTF-8 string at an address. */
export function text(memory: WebAssembly.Memory, address: number): string {
  const bytes = Buffer.from(memory.buffer);
  return bytes.toString('utf8', address >>> 0, bytes.indexOf(0, address >>> 0));
}

/** The SDK throws strings and bare objects as well as errors. */
export function words(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  const message = (thrown as { message?: unknown } | null)?.message;
  return typeof message === 'string' ? message : 'unknown failure';
}
