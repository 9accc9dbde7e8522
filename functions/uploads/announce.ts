import type * as z from 'zod';
import { dayOf } from '../../domain/shanghai-day.ts';
import { sheetWordings } from '../../domain/sheets/wordings/by-type.ts';
import { type Announced, areaOf, newUpload, type Upload } from '../../domain/upload.ts';
import { HttpProblem } from '../shared/problem.ts';
import { deskOf } from './desk.ts';
import { fileFormat } from './file-format.ts';
import type { Sender, UploadsPorts } from './ports.ts';
import type { announceBody } from './requests.ts';

/** So many files of a department and area may be open: what is more was forgotten, or is a loop. */
const MOST_OPEN = 20;

type AnnouncePorts = Pick<UploadsPorts, 'uploads' | 'hasher' | 'newId' | 'province' | 'clock'>;

/**
 * Opens a file, or meets the one that the same content is open as. Throws 403 where the department may not post the type,
 * 409 where too many are open.
 */
export async function announce(
  ports: AnnouncePorts,
  sender: Sender,
  body: z.output<typeof announceBody>,
): Promise<{ upload: Upload; fresh: boolean }> {
  mayPost(ports, sender, body.type);
  const { type, bytes, dryRun, sha256, mode } = body;
  const announced: Announced = {
    department: sender.department,
    division: sender.division,
    by: sender.sub,
    type,
    ...fileFormat(body.filename),
    bytes,
    dryRun,
    ...(sha256 !== undefined && { sha256 }),
    ...(mode !== undefined && { mode }),
  };
  const open = await openOf(ports, announced);
  const same = open.find((upload) => isSame(upload, announced));
  if (same) return { upload: same, fresh: false };
  if (open.length >= MOST_OPEN) throw tooMany();
  return opened(ports, announced);
}

function mayPost({ province }: AnnouncePorts, sender: Sender, type: Upload['type']): void {
  const { department, types } = deskOf(province, sender);
  if (types.some((each) => each.type === type)) return;
  const names = types.map((each) => `${each.name}(${each.type})`);
  const rest = names.length === 0 ? '现在没有要贵单位报送的内容' : `可以报送:${names.join('、')}`;
  throw new HttpProblem(403, `${department.name}不报送${sheetWordings[type].title}(${type});${rest}`);
}

const openOf = async ({ uploads }: AnnouncePorts, { department, division }: Announced) =>
  (await uploads.openIn(areaOf(division))).items.filter((upload) => upload.department === department);

const isSame = (upload: Upload, { sha256, bytes, type, dryRun, mode }: Announced) =>
  sha256 !== undefined &&
  upload.sha256 === sha256 &&
  upload.bytes === bytes &&
  upload.type === type &&
  upload.dryRun === dryRun &&
  upload.mode === mode;

const tooMany = () =>
  new HttpProblem(409, `贵单位已有${MOST_OPEN}份文件没有办完,请先把它们传完、办完,或者删掉不要的,再传新的`);

/**
 * The list of open files lags a moment behind: two requests of the same content at once derive the same id, and the second
 * meets the first. One that is over is left behind by counting on, so that a file can be sent again.
 */
async function opened(ports: AnnouncePorts, announced: Announced): Promise<{ upload: Upload; fresh: boolean }> {
  const now = ports.clock.now();
  for (let n = 0; ; n++) {
    const upload = newUpload(`u-${idOf(ports, announced, now, n)}`, announced, now);
    if (await ports.uploads.put(upload)) return { upload, fresh: true };
    const standing = await ports.uploads.get(upload.id);
    if (standing?.open) return { upload: standing, fresh: false };
  }
}

function idOf(
  { hasher, newId }: Pick<AnnouncePorts, 'hasher' | 'newId'>,
  { department, division, type, bytes, dryRun, mode, sha256 }: Announced,
  now: number,
  n: number,
): string {
  if (sha256 === undefined) return newId();
  const content = [type, mode ?? '', String(dryRun), String(bytes), sha256];
  return hasher.scoped('task', 'upload', department, areaOf(division), ...content, dayOf(now), String(n));
}
