import type { CaseOptions } from "./case.js";

/** What holds for an example of the articles besides what `CaseOptions` says of a fixture. */
export interface ArticleOptions extends CaseOptions {
  /** For an endless example: the lines that it prints, however often. */
  endlessLines?: string[];
  /** How the output in the article relates to the program: the whole of it, a part, or that of another program. */
  shows?: "all lines" | "some lines" | "another output";
}

const address = "(?<=address is: )\\d+";
const clock = "\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}";
const counting = [0, 1, 2, 3, 4];

/** The examples that need more said than "prints the same lines in the same order and exits with 0". */
export const articleOptions: Record<string, ArticleOptions> = {
  "000_00": { mask: ["(?<=Id：)\\d+"] },
  "000_01": { mask: [address] },
  "000_02": { mask: [address] },
  "000_03": { mask: [address] },
  // `sleep` is never imported; which child gets the one item is a race, the other raises queue.Empty.
  "000_04": { exitCode: 1, shows: "another output", mask: ["(?<=In process )\\d", "(?<=^Process Process-)\\d"] },
  "000_07": { order: "any" },
  "001_00": { order: "any", mask: [clock, "(?<=^pid:)( \\d+){3}", "(?<=CPU is:)\\d+"] },
  // The daemon may or may not come to its first line before the program ends.
  "001_01": { mask: [clock], optional: ["the time is #"] },
  "001_02": { order: "any", files: ["file.txt"] },
  "001_03": { order: "any" },
  // The reader may come before what the writer put has arrived.
  "001_04": { optional: ["1"] },
  "001_05": { endless: true, endlessLines: counting.flatMap((n) => [`send: ${n}`, `proc2 rev: ${n}`]) },
  "001_06": { order: "any" },
  "001_07": { order: "any" },
  "002_04": { order: "any" },
  "003_00": { mask: ["(?<=^(?:parent process|process id): )\\d+"] },
  "003_07": { order: "any" },
  // Who finds the event set, and how often, is a race.
  "003_08": { optional: ["hello world \\d"] },
  "004_01": {
    shows: "some lines",
    order: "any",
    limitSeconds: 150,
    mask: [
      "(?<=PID: )\\d+",
      "(?<=^(?:进程|生产者|消费者|设置者) )\\d+",
      "(?<=耗时: )\\d+\\.\\d{4}",
      "(?<=使用 )\\d+(?= 个进程)",
      "(?<=Manager-Worker-\\d-)\\d+",
      // Three processes append at random times.
      "(?<=最终共享列表: ).*",
    ],
  },
  // Both ends of the pipe stay open in the parent: the receiver waits for an end that never comes.
  "004_01_pipe": {
    endless: true,
    mask: ["(?<=^(?:发送方|接收方) )\\d+"],
    endlessLines: [
      ...["", "--- Pipe 进程间通信示例 ---"],
      ...["发送方 # 启动,准备发送消息。", "接收方 # 启动,准备接收消息。", "发送方 # 结束。"],
      ...["Hello", "from", "parent", "process", "via", "Pipe!"].flatMap((word) => [
        `发送方 # 发送: ${word}`,
        `接收方 # 接收: ${word}`,
      ]),
    ],
  },
};
