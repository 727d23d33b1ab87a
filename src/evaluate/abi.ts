export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/** What ABI 1.2 exports, of which the SDK's types say nothing. Addresses are 32-bit and come back signed. */
export interface Abi {
  opa_malloc(bytes: number): number;
  opa_value_parse(address: number, bytes: number): number;
  opa_json_dump(value: number): number;
  opa_heap_ptr_get(): number;
  opa_heap_ptr_set(address: number): void;
  opa_eval_ctx_new(): number;
  opa_eval_ctx_set_input(context: number, value: number): void;
  opa_eval_ctx_set_data(context: number, value: number): void;
  opa_eval_ctx_set_entrypoint(context: number, id: number): void;
  opa_eval_ctx_get_result(context: number): number;
  eval(context: number): number;
}

/** Writes JSON into the module's memory and parses it there; 0 means that it does not parse, never "no input". */
export function parse(abi: Abi, memory: WebAssembly.Memory, json: Uint8Array): number {
  const address = abi.opa_malloc(json.length) >>> 0;
  new Uint8Array(memory.buffer, address, json.length).set(json);
  const value = abi.opa_value_parse(address, json.length) >>> 0;
  if (value === 0) throw new EngineError('is not valid JSON');
  return value;
}

/** Asks one entrypoint about a parsed input; scratch memory begins at `heap`. */
export function ask(
  abi: Abi,
  memory: WebAssembly.Memory,
  heap: number,
  dataAddress: number,
  input: number,
  entrypoint: number | undefined,
): unknown {
  if (entrypoint === undefined) throw new EngineError('there is no such entrypoint');
  // Everything after the parsed input is scratch, and the module's caches are cleared with it.
  abi.opa_heap_ptr_set(heap);
  const context = abi.opa_eval_ctx_new();
  abi.opa_eval_ctx_set_input(context, input);
  abi.opa_eval_ctx_set_data(context, dataAddress);
  abi.opa_eval_ctx_set_entrypoint(context, entrypoint);
  const code = abi.eval(context);
  if (code !== 0) throw new EngineError(`evaluation ended with code ${code}`);
  const results = JSON.parse(text(memory, abi.opa_json_dump(abi.opa_eval_ctx_get_result(context)) >>> 0));
  if (!Array.isArray(results) || results.length !== 1) throw new EngineError('is undefined');
  return results[0].result;
}

/** The zero-terminated UTF-8 string at an address. */
function text(memory: WebAssembly.Memory, address: number): string {
  const bytes = Buffer.from(memory.buffer);
  return bytes.toString('utf8', address, bytes.indexOf(0, address));
}

/** The SDK throws strings and bare objects as well as errors. */
export function words(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  const message = (thrown as { message?: unknown } | null)?.message;
  return typeof message === 'string' ? message : 'unknown failure';
}
