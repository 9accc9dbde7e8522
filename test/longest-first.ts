import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Begun last, it would run on alone when all others are through. */
const LONGEST = ['journeys/kill', 'journeys/', 'local/', 'bench/', 'bin/', 'lib/'];

/** Starts the files that take longest first, so that the workers end together: a fresh clone has no times to go by. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((part) => moduleId.includes(`/test/${part}`));
      return found < 0 ? LONGEST.length : found;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
