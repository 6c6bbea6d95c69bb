// What the harness of the viewer bundles: plain script, because the elements are checked under the webviews' own tsconfig.
import '../../../src/webview/viewer/histogram';
import '../../../src/webview/viewer/qrateViewer';
