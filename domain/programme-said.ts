/** What names an illness or a disability, in a programme's own name. */
const TELLING = /医|病|残|伤|康复|精神|护理|艾滋|丧|孤儿|抚养/;

/**
 * A programme as a text message may name it. Phones are shared and read over shoulders: one whose name says what somebody
 * suffers from is called aid, and nothing more; the sheet, which is handed over, names it.
 */
export const programmeSaid = (programme: string): string => (TELLING.test(programme) ? '救助' : programme);
