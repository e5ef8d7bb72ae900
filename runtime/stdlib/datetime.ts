/** Mirrors the module `datetime`. */
import { date } from "./datetime/date.js";
import { datetime } from "./datetime/datetime.js";
import { time } from "./datetime/time.js";
import { timedelta } from "./datetime/timedelta.js";
import { timezone, tzinfo } from "./datetime/timezone.js";
import { givesRawFloats } from "../builtins/raw-floats.js";
import { libraryModule, nativeClasses } from "./module.js";
import * as self from "./datetime.js";

export { MAXYEAR, MINYEAR } from "./datetime/fields.js";
export { date, datetime, time, timedelta, timezone, tzinfo };

export const UTC = timezone.utc;

nativeClasses("datetime", { date, datetime, time, timedelta, timezone, tzinfo });
libraryModule("datetime", () => self, { date, datetime, time, timedelta, timezone, tzinfo });
givesRawFloats(timedelta.prototype, ["total_seconds"]);
givesRawFloats(datetime.prototype, ["timestamp"]);
