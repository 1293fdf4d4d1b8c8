import './without-eval.ts';
import '@fontsource-variable/inter/wght.css';
import { createRoot } from 'react-dom/client';
import { Gate } from './gate.tsx';
import { Providers } from './providers.tsx';
import { ignoreStrayDrops } from './stray-drops.ts';
import { applyStoredTheme } from './theme-mode.ts';

applyStoredTheme();
ignoreStrayDrops();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <Providers>
    <Gate />
  </Providers>,
);
