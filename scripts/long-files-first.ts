import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Begins with the files that take longest, the conformance suites: they are short, so Vitest, which knows no durations in
 * a fresh checkout, would begin them last, and one core would wait for the other.
 */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.includes("/test/conformance.");
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
