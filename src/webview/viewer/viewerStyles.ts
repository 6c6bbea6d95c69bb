import { css } from 'lit';

export const viewerStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 120px;
    overflow: hidden;
  }

  .panes {
    flex: 1;
    min-height: 0;
    overflow: hidden;
    display: grid;
    align-content: start;
    justify-content: start;
  }
`;
