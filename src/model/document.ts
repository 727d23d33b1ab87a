export type { Document, Environment, Resource } from './generated/document.ts';
