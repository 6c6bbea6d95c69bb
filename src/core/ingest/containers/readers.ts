import type { Container } from '../sniff';
import type { ContainerReader } from './contents';
import { readCr3 } from './cr3';
import { readCrw } from './crw';
import { readHeif } from './heif';
import { readJpegFile } from './jpegFile';
import { readMrw } from './mrw';
import { readPng } from './png';
import { readRaf } from './raf';
import { readTiffFile } from './tiffFile';
import { readWebp } from './webp';
import { readX3f } from './x3f';

/** Which reader opens which container. */
export const READERS: Readonly<Record<Container, ContainerReader>> = {
  jpeg: readJpegFile,
  png: readPng,
  webp: readWebp,
  heif: readHeif,
  avif: readHeif,
  cr3: readCr3,
  raf: readRaf,
  mrw: readMrw,
  crw: readCrw,
  x3f: readX3f,
  tiff: readTiffFile,
  dng: readTiffFile,
  cr2: readTiffFile,
  rw2: readTiffFile,
  orf: readTiffFile,
  iiq: readTiffFile,
  'tiff-raw': readTiffFile,
};
