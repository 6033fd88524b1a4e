import { CustomerPane } from '../features/customers/customer-pane.tsx';
import { DayPane } from '../features/day/day-pane.tsx';
import { PaymentPane } from '../features/payment/payment-pane.tsx';
import { KeypadPane } from '../features/sale/keypad-pane.tsx';
import { MorePane } from '../features/sale/more-pane.tsx';
import { NewProductPane } from '../features/sale/new-product-pane.tsx';
import { ProductsPane } from '../features/sale/products-pane.tsx';
import { TicketPanel } from '../features/sale/ticket-panel.tsx';
import { Elsewhere } from '../features/session/elsewhere.tsx';
import { SignIn } from '../features/session/sign-in.tsx';
import { Settings } from '../features/settings/settings.tsx';
import { StartProblem } from '../features/setup/problem.tsx';
import { Wizard } from '../features/setup/wizard.tsx';
import { StatusPane } from '../features/status/status-pane.tsx';
import { PaperPane } from '../features/tickets/paper-pane.tsx';
import { TicketsPane } from '../features/tickets/tickets-pane.tsx';
import { Late } from '../ui/late.tsx';
import { useApp } from './app-store.ts';
import { useWords } from './language.ts';
import { type Pane, usePane } from './panes.ts';
import { Strip } from './strip.tsx';
import { useTheme } from './theme.ts';
import './app.css';

/** Which screen, by where the till stands. */
export function App() {
  useTheme();
  const hello = useApp(({ hello }) => hello);
  const phase = useApp(({ appState }) => appState?.phase ?? null);
  const isSignedIn = useApp(({ session }) => session === null || session.cashier !== null);
  if (hello === null) return <Waiting />;
  if (!hello.holdsTill) return <Elsewhere />;
  if (phase === null || phase === 'starting') return <Waiting />;
  if (phase === 'problem') return <StartProblem />;
  if (phase !== 'ready') return <Wizard />;
  return isSignedIn ? <Counter /> : <SignIn />;
}

function Waiting() {
  const { t } = useWords();
  return (
    <main className="blank">
      <Late>
        <p>{t('host.starting')}</p>
      </Late>
    </main>
  );
}

/** The counter: strip, ticket, and the pane of the moment. */
function Counter() {
  const pane = usePane();
  return (
    <div className="app">
      <Strip />
      {pane.name === 'settings' ? (
        <Settings />
      ) : (
        <main className="desk">
          <div className="desk__ticket">
            <TicketPanel />
          </div>
          <div className="desk__pane">
            <PaneContent pane={pane} />
          </div>
        </main>
      )}
    </div>
  );
}

function PaneContent({ pane }: { readonly pane: Pane }) {
  switch (pane.name) {
    case 'keypad':
      return <KeypadPane {...(pane.mode === undefined ? {} : { mode: pane.mode })} />;
    case 'payment':
      return <PaymentPane />;
    case 'tickets':
      return <TicketsPane />;
    case 'paper':
      return <PaperPane documentId={pane.documentId} />;
    case 'customer':
      return <CustomerPane />;
    case 'status':
      return <StatusPane />;
    case 'day':
      return <DayPane />;
    case 'more':
      return <MorePane />;
    case 'new-product':
      return <NewProductPane code={pane.code} />;
    default:
      return <ProductsPane />;
  }
}
