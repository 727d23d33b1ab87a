import type { RawConfiguration } from '../../src/model/raw.ts';
import { readConfiguration } from '../../src/normalize/configuration.ts';
import { type Block, type Fields, type Module, moduleBlock } from './plans.ts';

export const read = (root: Module, providers: Fields = {}) =>
  readConfiguration({
    provider_config: providers,
    root_module: moduleBlock(root),
  } as unknown as RawConfiguration);

/** Paths that an attribute of `aws_x.y` refers to, in a root module around a module `a` around a module `b`. */
export const paths = (root: Module, address: string, pointer = '/key') =>
  read(root).references(address, pointer)?.paths;

export const x = (block: Block): Module => ({ resources: { 'aws_x.y': block } });
