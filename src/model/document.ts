export type { Document, Environment, Location, Resource, Source } from './generated/document.ts';
