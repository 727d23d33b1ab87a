import type { ConfigurationRecorder } from '@aws-sdk/client-config-service';
import type { Connection } from './connection.ts';

/** What the recorder of a region records of the types that are wanted. */
export interface Recorder {
  /** Undefined where the recorder does not say of which account it is. */
  readonly account: string | undefined;
  readonly types: readonly string[];
  /** Why what it recorded may be old: it is stopped, or fails. */
  readonly doubt: string | undefined;
}

/** Recorded only where a recorder is told to include global resources, while it records all that there is. */
const global = ['AWS::IAM::Group', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::User'];

export async function readRecorder(connection: Connection, wanted: readonly string[]): Promise<Recorder> {
  const [{ ConfigurationRecorders: recorders = [] }, { ConfigurationRecordersStatus: states = [] }] =
    await Promise.all([
      connection.ask((api) => api.describeConfigurationRecorders({})),
      connection.ask((api) => api.describeConfigurationRecorderStatus({})),
    ]);
  const [account] = recorders.map(({ arn }) => arn?.split(':')[4]).filter((each) => each !== undefined);
  const types = wanted.filter((type) => recorders.some((recorder) => records(recorder, type)));
  const running = states.some(({ recording }) => recording === true);
  const failing = states.find(({ lastStatus }) => /^failure$/i.test(lastStatus ?? ''));
  const doubt =
    recorders.length === 0
      ? 'there is no recorder'
      : !running
        ? 'its recorder is stopped'
        : failing !== undefined
          ? 'its recorder fails'
          : undefined;
  return { account, types, doubt };
}

function records({ recordingGroup = {} }: ConfigurationRecorder, type: string): boolean {
  const { recordingStrategy, allSupported, includeGlobalResourceTypes } = recordingGroup;
  const listed: readonly string[] = recordingGroup.resourceTypes ?? [];
  const excluded: readonly string[] = recordingGroup.exclusionByResourceTypes?.resourceTypes ?? [];
  if (recordingStrategy?.useOnly === 'EXCLUSION_BY_RESOURCE_TYPES') return !excluded.includes(type);
  if (recordingStrategy?.useOnly === 'INCLUSION_BY_RESOURCE_TYPES' || allSupported === false)
    return listed.includes(type);
  return includeGlobalResourceTypes === true || !global.includes(type);
}
