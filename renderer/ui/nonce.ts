/** The nonce under which this page may add styles; undefined where no policy asks for one. */
export const styleNonce: string | undefined =
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined;
