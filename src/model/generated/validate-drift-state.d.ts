// Generated from schemas/ by `npm run generate`; do not edit.
import type { Validator } from '../validator.ts';

export declare const validate: Validator;
