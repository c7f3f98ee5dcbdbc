import { useState } from 'react';
import SignupForm from './SignupForm.jsx';
import TasteFinder from './TasteFinder.jsx';

export default function App() {
  const [member, setMember] = useState(null);

  return (
    <main>
      <header>
        <p className="brand">Amberlight Coffee Roasters</p>
        <h1>The Bean Club</h1>
        <p>A stamp with every bag. The tenth one is on us.</p>
      </header>
      {member ? (
        <section className="card">
          <h2>Welcome, {member.firstName}!</h2>
          <p>Your card number is {member.cardNumber}. Show it at the till in any of our shops.</p>
        </section>
      ) : (
        <SignupForm onJoined={setMember} />
      )}
      <TasteFinder />
      <footer>
        <a href="/privacy.html">Privacy</a> · <a href="/imprint.html">Imprint</a>
      </footer>
    </main>
  );
}
