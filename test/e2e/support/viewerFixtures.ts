import sharp from 'sharp';
import type { ViewerStrings } from '../../../src/protocol/viewer';
import type { ViewerPicture } from '../../../src/webview/viewer/picture';
import type { PageServer } from './pageServer';

/** English texts, as the host hands them in. */
export const STRINGS: ViewerStrings = {
  viewer: 'Pictures',
  picture: 'Picture of {0}',
  noPicture: 'No preview',
  notLoaded: 'The picture could not be loaded.',
  loadingFull: 'Loading full size…',
  enlarged: 'Enlarged from {0} × {1} pixels',
  fit: 'Fit',
  percent: '{0} %',
  champion: 'Champion',
  challenger: 'Challenger',
  suggested: { pick: 'suggested: pick', alternate: 'suggested: alternate', review: 'suggested: review', reject: 'suggested: reject' },
  decided: { pick: 'picked by you', reject: 'rejected by you' },
  stars: { one: '1 star', many: '{0} stars' },
  labels: { red: 'red', yellow: 'yellow', green: 'green', blue: 'blue', purple: 'purple' },
  inFocus: 'In focus',
  highlights: 'Clipped highlights',
  shadows: 'Clipped shadows',
  legend: 'Overlays',
  crops: 'Crops at 1:1',
  cropOf: 'Detail of {0}, {1}: zoom there',
  face: 'face',
  subject: 'subject',
  sharpest: 'sharpest part',
  histogram: 'Histogram',
  histogramText: 'Histogram: median brightness {0}, clipped shadows {1}, clipped highlights {2}.',
  noHistogram: 'No histogram',
  brightness: 'brightness',
};

/** RGB of the pixel (x, y) of a map: every pixel of up to 4096 × 4096 has a colour of its own, smooth enough to be scaled. */
export const mapColour = (x: number, y: number): readonly [number, number, number] => [x & 255, y & 255, ((x >> 8) << 4) | (y >> 8)];

/** A picture from which each pixel tells where it belongs. */
export async function mapPng(width: number, height: number): Promise<Buffer> {
  const data = Buffer.alloc(3 * width * height);
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++) for (const value of mapColour(x, y)) data[i++] = value;
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** A picture painted from SVG. */
export const paintedPng = (svg: string): Promise<Buffer> => sharp(Buffer.from(svg)).png({ compressionLevel: 1 }).toBuffer();

export interface PictureFiles {
  readonly full?: Buffer;
  readonly preview: Buffer;
  readonly thumb?: Buffer;
}

/** A picture whose files the server serves from now on. `full` is answered apart: the page gets it when it asks. */
export async function servePicture(server: PageServer, key: string, files: PictureFiles): Promise<ViewerPicture> {
  const put = (level: string, body: Buffer | undefined): string | null => {
    if (body === undefined) return null;
    server.put(`${key}.${level}`, { type: 'image/png', body });
    return `${server.origin}/${key}.${level}`;
  };
  const { width, height } = await sharp(files.preview).metadata();
  const full = files.full === undefined ? null : await sharp(files.full).metadata();
  put('full', files.full);
  return {
    key,
    name: `${key}.NEF`,
    preview: put('preview', files.preview),
    thumb: put('thumb', files.thumb),
    previewWidth: width,
    previewHeight: height,
    caption: 'NIKON D7100 · 85 mm · f/2.8 · 1/250 s · ISO 400',
    state: { suggested: 'pick', decided: null, rating: null, label: null },
    full: null,
    focusBoxes: [],
    size: full === null ? null : { width: full.width, height: full.height },
  };
}

/** Pixels of the full pictures. */
export const FULL = { width: 3000, height: 2000 };

export const withFullSize = (server: PageServer, picture: ViewerPicture): ViewerPicture => ({
  ...picture,
  full: { uri: `${server.origin}/${picture.key}.full`, ...FULL },
});

/** Left: flat grey with a sharp black-and-white bar at x 700–760. Right: a blown and a blocked square. */
const marked = `<svg xmlns="http://www.w3.org/2000/svg" width="${FULL.width}" height="${FULL.height}">
  <rect width="100%" height="100%" fill="#808080"/><rect x="700" y="900" width="60" height="300" fill="#e0e0e0"/>
  <rect x="1000" y="900" width="200" height="200" fill="#ffffff"/><rect x="1400" y="900" width="200" height="200" fill="#000000"/></svg>`;

/** A picture of shapes whose edges and clipping are known to the pixel. */
export async function serveSigns(server: PageServer): Promise<ViewerPicture> {
  const full = await paintedPng(marked);
  return servePicture(server, 'signs', { full, preview: await sharp(full).resize(1500).png().toBuffer() });
}
