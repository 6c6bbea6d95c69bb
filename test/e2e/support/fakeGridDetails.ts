import type { GridDetails } from '../../../src/protocol/grid';

/** What the side panel tells of any photo. */
export function detailsOf(path: string): GridDetails {
  return {
    path,
    sentence: `Best of a burst of 5: 18 % sharper than DSC_0002.NEF, highlights not clipped.`,
    metadata: {
      timestamp: '2024-05-01T10:00:00.20',
      clockOffset: 0,
      iso: 400,
      shutter: 0.004,
      aperture: 2.8,
      focalLength: 85,
      focalLength35: 127,
      make: 'NIKON CORPORATION',
      model: 'NIKON D7100',
      serial: '6012345',
      lens: '85mm f/1.4',
      width: 6000,
      height: 4000,
      exposureBias: -0.7,
      flashFired: false,
      drive: 'continuous',
      gps: { latitude: 48.137, longitude: 11.575, altitude: 519 },
      rating: null,
      label: null,
    },
    faces: FACES,
    size: 24_300_000,
    companions: [path.replace('.NEF', '.JPG'), path.replace('.NEF', '.xmp')],
    copies: [],
  };
}

/** As the host words them. */
const FACES: [string, string][] = [
  ['Faces', '2'],
  ['Largest face', '34 % of the short side'],
  ['Eyes in its group', 'number 1 of 3: 18 % sharper than in DSC_0421.NEF'],
];
