import { render } from 'preact';
import { CertificateApp, type CertificateAppProps } from './CertificateApp.tsx';

/** Puts the check of certificates into `place`, in the room of what the page showed until now. */
export function mountCertificate(place: HTMLElement, props: CertificateAppProps): void {
  place.replaceChildren();
  render(<CertificateApp {...props} />, place);
}
