/** EXIF 2.32, TIFF/EP and DNG tags that become `Metadata`. */
export const TAG = {
  make: 0x10f,
  model: 0x110,
  orientation: 0x112,
  panasonicIso: 0x17,
  rating: 0x4746,
  exposureTime: 0x829a,
  fNumber: 0x829d,
  exposureProgram: 0x8822,
  iso: 0x8827,
  recommendedExposureIndex: 0x8832,
  isoSpeed: 0x8833,
  dateTimeOriginal: 0x9003,
  dateTimeDigitized: 0x9004,
  offsetTimeOriginal: 0x9011,
  offsetTimeDigitized: 0x9012,
  shutterSpeedValue: 0x9201,
  apertureValue: 0x9202,
  exposureBias: 0x9204,
  flash: 0x9209,
  focalLength: 0x920a,
  subSecTimeOriginal: 0x9291,
  subSecTimeDigitized: 0x9292,
  exposureMode: 0xa402,
  focalLength35: 0xa405,
  bodySerialNumber: 0xa431,
  lensInfo: 0xa432,
  lensModel: 0xa434,
  cameraSerialNumber: 0xc62f,
  dngLensInfo: 0xc630,
} as const;

/** Tags that stand in IFD0 by right; taken from nowhere else. */
export const IFD0_TAGS: readonly number[] = [
  TAG.make,
  TAG.model,
  TAG.orientation,
  TAG.panasonicIso,
  TAG.rating,
  TAG.cameraSerialNumber,
  TAG.dngLensInfo,
];

/** Tags of the Exif directory; TIFF/EP cameras (Nikon D1, Kodak) write them into IFD0. */
export const EXIF_TAGS: readonly number[] = Object.values(TAG).filter((tag) => !IFD0_TAGS.includes(tag));
