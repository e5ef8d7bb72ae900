/** Annotations in the words of GitHub's workflows, which show them at the lines of files. */

/** Where an annotation stands; lines and columns from 1, the end column exclusive. */
export interface AnnotatedPlace {
  file: string;
  line: number;
  endLine: number;
  column?: number;
  endColumn?: number;
  title: string;
}

/** `::error file=…,line=…,title=…::message` */
export function workflowCommand(kind: "error" | "warning", place: AnnotatedPlace, message: string): string {
  const { file, line, endLine, column, endColumn, title } = place;
  // GitHub shows columns within one line only.
  const columns = line === endLine && column !== undefined ? `,col=${column},endColumn=${endColumn ?? column}` : "";
  return `::${kind} file=${property(file)},line=${line},endLine=${endLine}${columns},title=${property(title)}::${data(message)}`;
}

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
