/** A pack of rules as settings name it. */
export interface PackEntry {
  /** A folder, or `npm:PACKAGE`, as the user wrote it. */
  readonly use: string;
  /** The folder from which `use` and `data` are looked for. */
  readonly from: string;
  /** Rule id -> parameters with another default. */
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Files and folders of data, besides those in the pack. */
  readonly data?: readonly string[];
  /** The rules are those of conftest, of these packages. */
  readonly namespaces?: readonly string[];
}

/** Where a pack lies. */
export interface PackPlace {
  /** Name of the folder or of the package. */
  readonly name: string;
  /** Absolute; nothing outside of it belongs to the pack. */
  readonly folder: string;
}

/** What rules see below `data`, besides their parameters. */
export type Data = Readonly<Record<string, unknown>>;

/** A folder of rules that is worked on, and the data that settings give it; relative to the working folder. */
export interface DraftFolder {
  readonly folder: string;
  readonly data: readonly string[];
}
