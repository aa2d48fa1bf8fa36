import type { Lexicon } from './types.ts';

/** Italian. */
export const it: Lexicon = {
  language: 'it',
  notTypos: 'aprire|dominio|domini|casella|ristorante|ristoranti|martello|sabati|contratti|contratto|contatto|cascina',
  stop: "il|lo|la|i|gli|le|l'|un|uno|una|un'|di|del|dello|della|dei|degli|delle|dell'|d'|a|al|allo|alla|ai|alle|all'|da|dal|dalla|dalle|dall'|in|nel|nella|nei|nelle|nell'|su|sul|sulla|con|per|tra|fra|e|ed|o|ma|è|sono|era|erano|ha|hanno|ho|abbiamo|aveva|io|tu|lui|lei|noi|voi|loro|mi|ti|si|ci|vi|mio|mia|miei|mie|tuo|suo|sua|nostro|nostra|che|chi|quando|come|dove|perché|non|sì|già|più|anche|questo|questa|questi|queste|quello|c'è|puoi|può|posso|potresti|voglio|vorrei|ho|grazie|ciao|buongiorno|ieri|oggi|prima|dopo|fino|tutto|tutti|tutta|tutte|essere|stato|stata|fare|fa|quale|quali|cosa|favore|ore|così|siamo|sei|cos'è|me|mie",
  words: {
    stands: 'è|e',
    whatWord: 'cosa|che cosa|che|che cose|quali cose',
    filler: 'esattamente|davvero|di preciso|in realtà|effettivamente|fare|tutto|per me|qui|allora|concretamente|altro',
    howLong: 'quanto|quanto tempo|quanto manca',
    weekNumber: 'settimana|settimana numero',
    thanksFor: 'grazie per|grazie mille per|grazie di',
    capabilityI: 'posso|si può|possiamo|si possono',
    restoreCore:
      'mi ripristini|ci ripristini|mi recuperi|ci recuperi|me lo ripristini|me la ripristini|me li ripristini|me le ripristini|ce lo ripristini|ce la ripristini|ce li ripristini|ce le ripristini|lo ripristini|la ripristini|li ripristini|le ripristini|me lo recuperi|me la recuperi|me li recuperi|me le recuperi|ce lo recuperi|ce la recuperi|ce li recuperi|ce le recuperi|lo recuperi|la recuperi|li recuperi|le recuperi|ripristin*|ripristina|restore|ripristinate',
    maybeQuestion: "è|sono|ha|hanno|è stato|è stata|sta|c'è|ci sono|va",
    just: 'esattamente|proprio|appena|precisamente',
    cancelled: 'annullato|annullata|fermato|fermata',
    modal: 'può essere|deve essere|va|può|per favore',
    howWord: 'come',
    'dow:1': 'lunedì|lun',
    'dow:2': 'martedì|mar',
    'dow:3': 'mercoledì|mer',
    'dow:4': 'giovedì|gio',
    'dow:5': 'venerdì|ven',
    'dow:6': 'sabato|sab',
    'dow:7': 'domenica|dom',
    'month:1': 'gennaio|gen',
    'month:2': 'febbraio|feb',
    'month:3': 'marzo',
    'month:4': 'aprile|apr',
    'month:5': 'maggio|mag',
    'month:6': 'giugno|giu',
    'month:7': 'luglio|lug',
    'month:8': 'agosto|ago',
    'month:9': 'settembre|set|sett',
    'month:10': 'ottobre|ott',
    'month:11': 'novembre|nov',
    'month:12': 'dicembre|dic',
    ambiguous: 'mar|mer|ven|dom|lun|gio|sab|set|ago|mag|gen',
    'num:1': "un|uno|una|un'|primo",
    'num:2': 'due|un paio di|paio di',
    'num:3': 'tre',
    'num:4': 'quattro',
    'num:5': 'cinque',
    'num:6': 'sei',
    'num:7': 'sette',
    'num:8': 'otto',
    'num:9': 'nove',
    'num:10': 'dieci',
    'num:11': 'undici',
    'num:12': 'dodici',
    'num:14': 'quattordici',
    'num:15': 'quindici',
    'num:20': 'venti',
    'num:24': 'ventiquattro',
    'num:30': 'trenta',
    'num:48': 'quarantotto',
    'num:45': 'quarantacinque',
    'unit:minute': 'minuto|minuti|min',
    'unit:hour': 'ora|ore',
    'unit:day': 'giorno|giorni',
    'unit:week': 'settimana|settimane',
    'unit:month': 'mese|mesi',
    'unit:year': 'anno|anni',
    'unit:weekend': 'weekend|fine settimana|week end|finesettimana',
    'unit:halfHour': "mezz'ora|mezzora",
    'unit:quarterHour': "quarto d'ora|un quarto d'ora",
    'unit:workday': 'giorni lavorativi|giorno lavorativo',
    'day:0': 'oggi',
    'day:-1': 'ieri',
    'day:-2': "l'altro ieri|altro ieri|avantieri|ieri l'altro|dell'altro ieri|all'altro ieri|dall'altro ieri",
    'day:1': 'domani',
    'day:2': 'dopodomani',
    'part:morning': 'mattina|mattino|mattinata|in mattinata|al mattino|di mattina|nella mattinata',
    'part:afternoon': 'pomeriggio|nel pomeriggio|di pomeriggio',
    'part:evening': 'sera|serata|in serata|di sera|nella serata',
    'part:night': 'notte|di notte|nella notte',
    'part:noon': 'mezzogiorno',
    'part:midnight': 'mezzanotte',
    'part:lunch': 'ora di pranzo|pausa pranzo|pranzo',
    'dp:-1:evening': 'ieri sera|iersera',
    'dp:-1:night': 'stanotte|la scorsa notte|scorsa notte|ieri notte|la notte scorsa|notte scorsa',
    'dp:0:morning': 'stamattina|stamani|questa mattina|stamane',
    'dp:0:afternoon': 'oggi pomeriggio|questo pomeriggio',
    'dp:0:evening': 'stasera|questa sera',
    'dp:-1:morning': 'ieri mattina',
    'dp:-1:afternoon': 'ieri pomeriggio',
    'edge:day:end': 'fine giornata|fine della giornata|chiusura degli uffici',
    'edge:day:start': 'inizio giornata|inizio della giornata',
    last: 'scorso|scorsa|ultimo|ultima|passato|passata|precedente|scorsi',
    beforeLast: 'penultimo|penultima',
    this: 'questo|questa|quest',
    next: 'prossimo|prossima|venturo|seguente|entrante',
    'theBefore:day':
      "giorno prima|il giorno prima|giorno precedente|il giorno precedente|al giorno prima|vigilia|la vigilia|giorno prima del|giorno prima della|giorno prima dell'",
    'theBefore:evening': 'sera prima|la sera prima|alla sera prima|sera precedente',
    'theBefore:night': 'notte prima|la notte prima|notte precedente',
    'theBefore:afternoon': 'pomeriggio prima|pomeriggio precedente',
    'theBefore:morning': 'mattina prima|la mattina prima',
    earlier: 'prima',
    agoPost: 'fa|addietro|prima|or sono',
    agoPre: 'circa da',
    ahead: 'tra|fra',
    start:
      "inizio|inizio del|inizio della|l'inizio di|l'inizio del|l'inizio della|inizi|principio|inizio di|all'inizio di|all'inizio del|all'inizio della|dall'inizio di",
    end: 'fine|fine del|fine della|la fine di|la fine del|fine di|alla fine di|alla fine del|alla fine della|la fine della',
    before:
      "prima di|prima del|prima della|prima che|prima dell'|prima delle|prima dei|prima|appena prima di|appena prima del|poco prima di|poco prima del|poco prima della|antecedente a|precedente a|precedente al|subito prima di|subito prima del|appena prima delle|appena prima dell'|precedente all'|subito prima delle|subito prima della|precedente alla|antecedente al|appena prima della|poco prima delle|come prima di|come prima del|come prima della|prima che noi",
    after: 'dopo|dopo che|in seguito a|successivamente a',
    since: "dal momento|a partire da|a partire dalle|da quando|da|dal|dalle|dalla|dall'|sin da",
    deadline:
      'entro|entro le|al più tardi|scadenza|mi serve per|mi servono per|entro il|fino a|fino al|per la fine|serve per|per il|entro la fine di|entro domani',
    at: "alle|alle ore|verso le|intorno alle|ore|all'|circa alle|attorno alle|@|dalle|delle|le|per le|verso l'|intorno all'|sulle|dell'|dall'|verso la|verso|prima delle|poco prima delle|appena prima delle|subito prima delle|come prima di",
    notHour: "all'|dell'|dall'",
    approx:
      'verso|circa|intorno alle|verso le|più o meno|attorno alle|approssimativamente|intorno al|intorno a|all incirca|sulle|circa alle|verso la|indicativamente',
    oclock: 'h|ore',
    halfAfter: 'e mezza|e mezzo',
    quarterAfter: 'e un quarto|e quarto',
    quarterBefore: 'meno un quarto|meno quarto',
    am: 'di mattina|del mattino|am|di notte',
    pm: 'del pomeriggio|di sera|della sera|di pomeriggio|pm',
    domPrep: 'il|al|del|dal|giorno|il giorno|al giorno|del giorno',
    domPlain: 'il|al|del|dal|giorno|il giorno|al giorno|del giorno',
    link: "il|la|le|lo|l'|di|del|della|delle|alle|al|a|in|per|verso|intorno|esattamente|dell'|ore|nel|nella|dal|all'|i|alla|dello|giorno|dei",
    vague:
      'recentemente|di recente|poco fa|qualche giorno fa|qualche tempo fa|alcuni giorni fa|alcune ore fa|qualche ora fa|ultimamente|un po di tempo fa|un po fa|qualche settimana fa|alcune settimane fa|parecchi giorni fa|qualche mese fa|diversi giorni fa|molto tempo fa|diverse settimane fa|un attimo fa|giorni scorsi|l altro giorno|pochi giorni fa|alcuni mesi fa|metà|a metà|metà di|un giorno qualsiasi|qualsiasi giorno',
    few: 'alcuni|alcune|qualche|diversi|diverse|pochi|poche|parecchi',
    to: "a|al|alla|alle|all'|per|ai|allo|agli",
    asof: "stato|allo stato|com'era|come era|come erano|così com'era|così come era|così come erano|versione|la versione|alla versione|backup|il backup|copia|copia di backup|punto di ripristino|data|situazione|alla situazione|stato in cui era|stato in cui si trovava|al backup|dal backup|in data|alla data|allo stato in cui era|così com erano|com'erano|snapshot|come prima di|come prima del|come prima della|quel momento|quel istante|quello stato|quel punto",
    from: "di|del|da|dal|dalle|delle|della|dell'|dalla|dall'|risalente a|risalente al",
    or: 'o|oppure|od',
    and: 'e|ed|&|nonché|più',
    between: 'tra|fra|in un momento tra',
    but: 'ma|bensì',
    through: 'a|al|alle|e|fino a|-',
    rather:
      'scusa|scusate|no|anzi|voglio dire|intendo|intendevo|correzione|meglio|mi correggo|pardon|aspetta|volevo dire|scusi|ops|o meglio|in realtà|no aspetta|bensì|piuttosto|cioè|perdono|facciamo',
    because:
      "perché|poiché|a causa di|a causa del|a causa della|per colpa di|dato che|visto che|siccome|il motivo è|in quanto|per via di|per via del|a causa dell'|a causa di un|per colpa del|dal momento che|a seguito di|in seguito a|causa|per via della|per via dell'|giacché|per un|per una|dovuto a|a seguito di un|per colpa di un",
    weakCause: 'per un|per una|causa',
    reasonLabel: 'motivo|ragione|causa|motivazione|giustificazione',
    fields: 'utente|carico di lavoro|punto di ripristino|data|servizio|ambito|workload|casella',
    rel: 'che|chi|quando|dove|mentre|cui',
    subject: 'io|noi|lui|lei|qualcuno|loro|ho|abbiamo|tu',
    i: 'io|ho|abbiamo|noi|mi si|mi è|mi sono|mi',
    incident:
      'cancellato|cancellata|cancellati|cancellate|cancellare|eliminato|eliminata|eliminati|eliminate|eliminare|eliminai|perso|persa|persi|perse|perduto|criptato|criptata|criptati|criptate|crittografato|crittografata|crittografati|cifrato|cifrati|cifrata|rotto|rotta|rotti|corrotto|corrotta|corrotti|corrotte|danneggiato|danneggiata|danneggiati|danneggiate|sovrascritto|sovrascritta|sovrascritti|sovrascritte|scomparso|scomparsa|scomparsi|scomparse|sparito|sparita|spariti|sparite|manca|mancano|distrutto|distrutta|distrutti|svuotato|svuotata|vuoto|vuota|rimosso|rimossa|rimossi|per errore|per sbaglio|accidentalmente|inavvertitamente|hackerato|hackerata|infettato|infettata|infetto|attaccato|colpito|colpita|successo|compromesso|compromessa|guasto|rovinato|rovinata|rovinati|spostato per errore|si è verificato|avvenuto|non funziona più|smesso di funzionare|modificato per errore|incasinato|ha cancellato|violato|inaccessibile|illeggibile|illeggibili|spostato|spostata|bloccato|sostituito|cancella|alterato|iniziato|manomesso|hackerati|hackerate|attaccati|attaccata|infettati|infettate|colpiti|svuotati|svuotate|svuotò|criptarono|compromessi|cancellò|eliminò|perdere|bloccati|manomessi|buttato|buttata|buttati|buttate|cestinato|cestinata|cestinati|cestinate|salvato sopra|un disastro|un casino|un caos|in disordine|sottosopra|rinominato',
    incidentNoun:
      'ransomware|attacco|incidente|guasto|cancellazione|eliminazione|virus|malware|aggiornamento|migrazione|errore|sincronizzazione|crittografia|crash|problema|infezione|hackeraggio|modifica|modifiche|cyberattacco|pulizia|disastro|importazione|interruzione|corruzione|perdita|cifratura|attacco informatico|phishing|intrusione|blackout|criptazione|danno|disservizio|trasloco|riorganizzazione|bug|violazione|cambiamento|disguido|pasticcio|attacco ransomware',
    event:
      'riunione|appuntamento|presentazione|audit|scadenza|chiamata|colloquio|conferenza|ferie|corso|pranzo|volo|workshop|call|formazione|consegna|incontro|assemblea|videochiamata|viaggio|udienza|esame|verifica|chiusura',
    absence:
      'ferie|in ferie|malato|malata|assente|in malattia|in viaggio|in trasferta|fuori ufficio|in congedo|vacanza|in vacanza|in maternità',
    good: 'era ancora a posto|andava ancora bene|funzionava|funzionava ancora|intatto|intatta|era tutto a posto|tutto a posto|a posto|andava bene|era ancora|erano ancora|era corretto|erano corretti|in ordine|completo|tutto ok|era ok|ancora integro|integra|integro|era integro|stava bene|erano a posto|era tutto ok|era completo|ancora ok|erano ancora a posto|andava tutto bene|tutto funzionava|era giusto|corretti|ancora a posto|era a posto|ancora in ordine|era in ordine|ancora corretto|ancora corretta|ancora completo|ancora completa|ancora intatto',
    dated:
      'datato|datata|inviato|inviati|inviata|ricevuto|ricevuti|ricevuta|creato|creata|scritto|arrivato|con data|modificato il|ricevute|inviate|spedito|spedita|aperto|aperta|aperto il|registrato',
    restore:
      'mi ripristini|ci ripristini|mi recuperi|ci recuperi|me lo ripristini|me la ripristini|me li ripristini|me le ripristini|ce lo ripristini|ce la ripristini|ce li ripristini|ce le ripristini|lo ripristini|la ripristini|li ripristini|le ripristini|me lo recuperi|me la recuperi|me li recuperi|me le recuperi|ce lo recuperi|ce la recuperi|ce li recuperi|ce le recuperi|lo recuperi|la recuperi|li recuperi|le recuperi|ripristin*|recuper*|ripristina|riport*|ripristno|restituire|restituisci|restore|restaur*|riavere|ristabilire|ripristinate|ridare|rivogli*|rivorre*|riave*|ripescar*|ripesca|rimettere|rimetti|rimettete|rimetta|recuperate|riportate|rimetteste|rimettesse|rimettano',
    restoreWeak:
      'torna|tornare|rimetti|rimettere|annulla le modifiche|ridammi|rimettete|mettere|ritornare|rendere|riprendere|riprendi',
    restored:
      'ripristinato|ripristinata|ripristinati|ripristinate|recuperato|recuperata|recuperati|recuperate|restaurato|restaurata|riportato|riportata|ripristinai|riportati|restaurati',
    restoreNoun:
      'ripristino|ripristini|recupero|recuperi|restore|richiesta di ripristino|richieste di ripristino|rollback|restauro',
    pluralNoun: 'ripristini|recuperi|richieste di ripristino',
    undo: 'annulla tutte le modifiche|annullare le modifiche|annulla le modifiche|annulla tutto|annullare tutte le modifiche|annullare tutto|annulla ogni modifica|disfare',
    half: 'torna|tornare|metti|voglio|vorrei|avere|mi serve|mi servono|serve|ho bisogno|vogliamo|vorremmo|dammi|datemi|ridammi|mi servirebbe|mi servirebbero|portare|porta|portate|far tornare|mettete|mettere|porti|mettesse|metteste',
    particle: 'indietro|come era|come prima|indietro di',
    ask: 'per favore|puoi|può|potresti|potrebbe|potete|potreste|voglio|vorrei|vorremmo|ho bisogno|abbiamo bisogno|mi serve|mi servono|desidero|bisogna|deve|dovrebbe|è possibile|sarebbe possibile|aiutami a|si può|si prega di|cortesemente|gentilmente|urgente|chiedo|richiedo|prego|per cortesia|essere|serve|vogliamo|devono|mi piacerebbe|dovresti|occorre|posso|possiamo|si potrebbe|va|andrebbe|qualcuno può|qualcuno potrebbe|vi prego di|ci serve|riuscite a|riesci a|mi aiuti a|è urgente|necessito|desidererei|favore|ci serve di nuovo|ci servono di nuovo|mi serve di nuovo|mi servono di nuovo|sarei grato se|sarei grata se|apprezzerei se|gradirei|gradirei che|vorrei che|sarebbe possibile che',
    askAfter: 'per favore|grazie|per cortesia|cortesemente',
    not: 'non|mai|nemmeno|neanche|nessun|nessuna|né',
    notAfter: 'mai più',
    exclude:
      'non|ma non|eccetto|tranne|salvo|invece di|e non|a eccezione di|non quello di|non quella di|anziché|non per|escluso|esclusa',
    negNoun:
      "non serve|non è necessario|non ho bisogno|nessun|non c'è bisogno di|non occorre|non voglio|non ho più bisogno|nessuna|non abbiamo bisogno|non vorrei|non serve più|non è più necessario",
    said: 'ha detto|dice|ha scritto|scrive|ha chiesto|ha menzionato|secondo|ha raccontato|ha annunciato|chiede se|ha riferito|ha spiegato|mi ha detto|ha suggerito|sostiene|ricorda',
    conditional: 'se|quando|nel caso|prima che noi|una volta che|qualora|appena',
    future: 'abbiamo|hanno|ho|ha',
    polite:
      'per favore|per piacere|grazie|grazie mille|molte grazie|grazie in anticipo|ciao|salve|buongiorno|buonasera|buon pomeriggio|cordiali saluti|saluti|un saluto|se possibile|appena puoi|quando puoi|quando possibile|il prima possibile|al più presto|urgente|gentile|gentili|caro|cara|buona giornata|buon lavoro|ciao a tutti|buon fine settimana|buon weekend|per cortesia|cortesemente|gentilmente|se puoi|grazie ancora|tanti saluti|vi ringrazio|ti ringrazio|grazie per l aiuto|appena possibile|quanto prima|buona serata|buona giornata a tutti|salve a tutti|scusa il disturbo|senza fretta|buongiorno a tutti|con urgenza|prego|grazie infinite|ringrazio|la ringrazio',
    how: 'come posso|come faccio|come si|come funziona|come funzionano|cosa succede|cosa accade|quanto tempo|come richiedo|chi può|spiega|spiegami|qual è la differenza|che differenza|come devo|dove posso|come possiamo|ogni quanto|quanti|istruzioni|tutorial|esiste un modo|c è un modo|che cos è un|che cosa succede|mostrami come|come chiedo|guida|come mai|come fare|devo|dimmi come|quanto ci vuole|come recupero|come ripristino|come riporto|come recuperiamo|come ripristinare|come recuperare|come si recupera|cosa devo|che cosa devo|cosa bisogna|cosa si deve|che devo|cosa scrivo|cosa dobbiamo',
    help: 'aiuto|aiutami|cosa puoi fare|che cosa puoi fare|cosa sai fare|che cosa sai fare|cosa fai|comandi|come funzioni|come funziona questo bot|come funziona il bot|chi sei|ho bisogno di aiuto|mi puoi aiutare|puoi aiutarmi|menu|cosa posso chiedere|mi serve aiuto|cosa posso fare|come funziona|a cosa servi|come ti uso|in cosa puoi aiutarmi|quali comandi|quali sono i comandi|cosa può fare questo bot|che comandi ci sono|opzioni|aiuto per favore|cosa può fare il bot|supporti|in cosa mi puoi aiutare|in che cosa puoi aiutarmi|cosa fai esattamente|cosa puoi fare per me|a cosa mi servi|con cosa puoi aiutarmi',
    capability:
      'puoi|può|potete|si può|si possono|è possibile|posso|sei in grado di|il bot può|questo bot può|riesci a|sai|possiamo|il bot riesce a|potresti|riesce a|può il bot|sono supportati|supporti',
    question: "perché|chi|quando|come|dove|cosa|che cosa|quale|quali|a che|qual|qual è|perchè|dov'è|quanto|quando sarà",
    cancel:
      'annulla|annullare|annullate|annulli|ferma|fermare|fermate|interrompi|interrompere|interrompete|blocca|bloccare|abortire|abortisci|cancella|lascia perdere|lascia stare|dimentica|ritira|ritirare|annullamento|disdici|sospendi|stoppa|stoppare|revoca|revocare|disdire|sospendere|stop',
    weakCancel:
      'ferma|fermare|blocca|cancella|dimentica|ritira|ritirare|lascia perdere|lascia stare|sospendi|sospendere|bloccare|fermate|stop',
    approve:
      "approva|approvare|approvo|approvate|approvi|autorizza|autorizzare|autorizzo|autorizzi|accetta|accettare|accetto|convalida|convalidare|convalido|confermo|confermare|concedo|dare l'ok|do l'ok|do il via libera|do il consenso|via libera per|do l'approvazione|via libera a|valido|ok per|approvato da parte mia|approvata da parte mia|è approvata da parte mia|per me approvato|per me approvata|da parte mia approvato|da parte mia approvata|approvata da me|ok da parte mia|per me va bene|approvazione di|approvazione per|approvazione della",
    needsObject: 'accetta|accetto|accettare|confermo|confermare|convalida|convalidare|convalido|concedo|valido',
    approved: 'approvato|approvata|autorizzato|autorizzata|accettato|accettata',
    reject:
      'rifiuta|rifiutare|rifiuto|rifiutate|rifiuti|respingi|respingere|respingo|respinga|nega|negare|nego|declina|declinare|declino|boccia|bocciare|disapprovo|rigetta|rigettare|rigetto',
    rejected: 'rifiutato|rifiutata|respinto|respinta|negato|negata|bocciato',
    status:
      "stato del|stato della|stato|a che punto|come va|come procede|come sta andando|avanzamento|novità|ci sono novità|novità su|novità sul|aggiornamenti|aggiornamenti su|aggiornamenti sul|situazione|che fine ha fatto|lo stato|qual è lo stato|progressi|come stanno andando|notizie|notizie su|notizie sul|a che punto siamo|dov'è|cosa succede con|a che punto è|si sa qualcosa|status|che succede con|andamento|lo stato del",
    progress:
      'finito|finita|terminato|terminata|completato|completata|pronto|pronta|concluso|conclusa|in corso|riuscito|riuscita|fatto|iniziato|partito|fallito|fallita|andato a buon fine|già|procede|avanzato|approvata|rifiutata|sta andando|punto|partita|manca|ancora|ultimato|avviato|approvato|annullata|andata|funzionato|iniziata|bloccata|andando',
    list: "lista|elenca|elencare|elenco|mostra|mostrami|mostrare|vedere|visualizza|visualizzare|fammi vedere|quali|che|dammi una lista|dammi un elenco|ci sono|quanti|dammi l'elenco|elencami|mostratemi|vedi|quali sono|esistono|esiste|hai|avete|fammi un elenco|elenco di|l'elenco|dammi la lista|consultare|dimmi quali|qualcosa|c'è qualcosa|c'è|qualche",
    listBare: 'lista|elenco|elenca|elenca tutto|richieste|mostra tutto|cronologia|storico|elenca tutti',
    request: 'richiesta|richieste|ticket|richiesta di ripristino|richieste di ripristino|pratica|pratiche',
    idNoun: 'richiesta|ripristino|pratica|richiesta di ripristino|request|rr',
    numberSign: 'numero|n|nr|num|no|n°|°',
    approval:
      'approvazione|approvazioni|approvazioni in sospeso|in attesa di approvazione|da approvare|approvazioni pendenti|autorizzazioni|in attesa della mia approvazione|approvazioni in attesa|autorizzazioni in attesa|devo approvare|attendono approvazione|attendono la mia approvazione|da autorizzare|in sospeso|approvare qualcosa',
    point: 'punto di ripristino|punti di ripristino|punti di recupero|punto di recupero|snapshot|istantanee',
    backup:
      'backup|copia di backup|copie di backup|copie di sicurezza|copia di sicurezza|salvataggi|copie|il backup|copia|al backup|dal backup|snapshot',
    backedUp:
      'ultimo backup|backup più recente|ultimo punto di ripristino|eseguito il backup|ultima copia di backup|ultima copia|fatto il backup|backup più vecchio|punto di ripristino più recente|stato fatto il backup|salvata|salvato l ultima volta',
    exists: 'ci sono|esistono|esiste|disponibile|disponibili|hai|avete|abbiamo|c è|sono',
    'wl:exchange':
      'casella di posta|caselle di posta|casella postale|casella email|casella|caselle|posta|posta elettronica|posta in arrivo|email|e mail|mail|calendario|contatti|rubrica|outlook|exchange|mailbox|messaggi|casella di posta elettronica|account di posta|posta inviata|casella e mail|casella mail|caselle email|calendari|agenda|indirizzario|cassetta postale|cassette postali|appuntamenti',
    'wl:onedrive': 'onedrive|one drive|onedrives',
    'wl:sharepoint':
      'sharepoint|share point|sito sharepoint|siti sharepoint|intranet|raccolta documenti|sito del team|raccolta siti|raccolta di documenti|sito di sharepoint|siti di sharepoint',
    'wl:teams':
      'microsoft teams|ms teams|team di teams|canale|canali|canale teams|canale di teams|chat di teams|team teams',
    'folder:Inbox': 'posta in arrivo|inbox',
    'folder:Sent Items':
      'posta inviata|elementi inviati|messaggi inviati|cartella inviati|email inviate|posta in uscita',
    'folder:Deleted Items': 'cartella posta eliminata|cestino|cartella elementi eliminati|posta eliminata',
    'folder:Calendar': 'calendario|calendari|agenda',
    'folder:Contacts': 'contatti|rubrica',
    'folder:Drafts': 'bozze|cartella bozze',
    data: 'file|documento|documenti|cartella|cartelle|dati|contenuto|contenuti|elementi|tutto|raccolta|foto|immagini|foglio|presentazione|versione|versioni|sito|siti|team|gruppo|gruppi|allegati|sottocartella|directory|foglio di calcolo|conversazione|conversazioni|excel|libreria|biblioteca|chat|cose|rapporti|fatture|messaggi|presentazioni|roba|elemento|bozze|cestino|note|elenchi|squadra|fogli',
    folderNoun: 'cartella|sottocartella|cartelle|directory',
    libraryNoun: 'raccolta documenti|libreria|raccolta|biblioteca|raccolta di documenti|libreria documenti',
    fileNoun: 'file|documento|foglio|presentazione|foglio di calcolo',
    siteNoun:
      'sito|siti|sito sharepoint|siti sharepoint|sito di sharepoint|sharepoint|sito del team|sito web|raccolta siti|site',
    teamNoun: 'team|gruppo|squadra|team di teams|teams|team teams',
    channelNoun: 'canale|canale teams|canale di teams',
    mailItem: 'email|e mail|mail|messaggi|messaggio|posta',
    subjectNoun: "oggetto|con oggetto|con l'oggetto|con soggetto|il cui oggetto è",
    exactSubject:
      "oggetto|con oggetto|con l'oggetto|con soggetto|il cui oggetto è|intitolata|intitolate|dal titolo|intitolato|con titolo|avente oggetto|aventi oggetto",
    personalFiles: 'file|documenti|documento|foto|immagini|fogli',
    shared:
      'casella condivisa|casella di posta condivisa|cassetta postale condivisa|posta condivisa|casella email condivisa|casella comune|caselle condivise|mailbox condivisa|casella di gruppo|casella mail condivisa',
    mailboxNoun:
      'casella di posta|caselle di posta|casella|caselle|posta|email|e mail|mail|mailbox|posta in arrivo|calendario|contatti|casella postale|outlook|rubrica|cassetta postale|casella email|account',
    deletedItems:
      'elementi eliminati|file eliminati|email eliminate|mail eliminate|messaggi eliminati|documenti eliminati|elementi cancellati|file cancellati|email cancellate|mail cancellate|messaggi cancellati|documenti cancellati|già eliminati|già cancellati|dati eliminati|dati cancellati|eliminati|e mail eliminate|e mail cancellate|elementi già eliminati|elementi già cancellati|contatti eliminati|cartelle eliminate|file già eliminati|quelli eliminati|quelli cancellati|contenuti eliminati',
    include:
      'compresi|comprese|inclusi|incluse|includi|includere|con|anche|includendo|più|insieme a|e anche|compreso|incluso|inclusa|compresa|incl|compr',
    without:
      'senza|esclusi|escludi|escludere|tranne|eccetto|salvo|senza includere|senza i|non|escludendo|escluse|ignora|ma senza|ad eccezione di|meno',
    withoutAfter: 'esclusi|escluse',
    allVersions:
      'tutte le versioni|cronologia delle versioni|la cronologia delle versioni|cronologia versioni|ogni versione|storico delle versioni|lo storico delle versioni|intera cronologia delle versioni|tutte le sue versioni|la cronologia completa delle versioni|la cronologia versioni',
    lastVersion:
      "solo l'ultima versione|soltanto l'ultima versione|unicamente l'ultima versione|solo la versione più recente|solamente l'ultima versione|senza cronologia|senza versioni|senza la cronologia delle versioni|non tutte le versioni|solo le ultime versioni|soltanto la versione più recente|senza vecchie versioni|senza le vecchie versioni|senza cronologia delle versioni|solo la versione attuale|senza le versioni precedenti|senza versioni precedenti|solo le versioni più recenti",
    inPlace:
      "posizione originale|percorso originale|nella posizione originale|nello stesso posto|sovrascrivi|sovrascrivere|sovrascrivendo|stesso posto|posto originale|cartella originale|sul posto|posizione originaria|stessa posizione|luogo originale|dove era|dov'era|dove erano|sostituendo quelli esistenti|sostituisci quelli esistenti|posizione di origine|sovrascrivete",
    newPlace:
      "nuova cartella|cartella nuova|altra cartella|un'altra cartella|cartella separata|cartella a parte|nuova posizione|altra posizione|un'altra posizione|nuovo sito|sito nuovo|come copia|una copia|altro posto|cartella diversa|nuovo team|posizione diversa|nuova casella|altra casella|altro sito|sito separato|posizione alternativa|cartella distinta|sito diverso|nuova sottocartella|come una copia|nuova raccolta|posizione separata",
    newPlaceWord: 'nuova|nuovo|altra|altro|separata',
    called:
      'chiamata|chiamato|denominata|denominato|con il nome|di nome|col nome|nominata|intitolata|che si chiama|dal nome',
    nameOf: "di|del|della|dei|delle|dell'|degli|il|la|d'",
    intoStrict: "dentro|all'interno di|dentro la|dentro il",
    intoLoose: "nella|nel|in|nell'|su|alla|al|sulla",
    into: 'in|nella|nel',
    latest:
      'ultimo backup|backup più recente|ultima copia|ultima copia di backup|ultimo punto di ripristino|punto di ripristino più recente|ultimo backup disponibile|ultimo punto disponibile|copia più recente|più recente backup|ultimo punto di ripristino disponibile|ultimo salvataggio|ultima istantanea|ultimo punto|ultimo stato disponibile|ultimo snapshot|copia di backup più recente|ultima copia disponibile',
    everyone:
      "tutti gli utenti|tutte le caselle|tutti i dipendenti|tutta l azienda|l intera azienda|intera azienda|tutta l organizzazione|intera organizzazione|tutti i onedrive|ogni utente|tutti gli account|tutti i siti|tutte le caselle di posta|intero tenant|tutti i colleghi|di tutti|tutti gli onedrive|tutto il personale|ogni dipendente|tutte le cassette postali|tutti i team|tutta l'azienda|l'intera azienda|tutta l'organizzazione|l'intera organizzazione|l'intero tenant|tutti quanti",
    everyoneThing:
      "tutti gli utenti|tutte le caselle|tutti i dipendenti|intera azienda|intera organizzazione|tutti i onedrive|intero tenant|tutti i siti|tutte le caselle di posta|tutti gli account|tutti gli onedrive|tutte le cassette postali|tutta l'azienda|l'intera azienda|tutta l'organizzazione|l'intera organizzazione|l'intero tenant",
    only: 'solo|soltanto|solamente|unicamente',
    unsupported:
      'portatile|computer|pc|laptop|vm|macchina virtuale|sql|database|icloud|telefono|cellulare|iphone|gmail|dropbox|google drive|disco rigido|disco fisso|usb|chiavetta|chiavetta usb|server|password|accesso|impostazioni|connessione|autorizzazione|permesso|permessi|licenza|impostazioni di fabbrica|stampante|rete|internet|wifi|vpn|tablet|windows|browser|whatsapp|oracle|sap|soldi|denaro|ordine|fiducia|pace|corrente|servizio|elettricità|base di dati|salute|auto|palazzo|quadro|affresco|equilibrio|conto|forze|saldo|active directory|democrazia|file server|carta|economia',
    my: 'mio|mia|miei|mie',
    me: 'me|mi',
    it: 'me lo ripristini|me la ripristini|me li ripristini|me le ripristini|ce lo ripristini|ce la ripristini|ce li ripristini|ce le ripristini|lo ripristini|la ripristini|li ripristini|le ripristini|me lo recuperi|me la recuperi|me li recuperi|me le recuperi|ce lo recuperi|ce la recuperi|ce li recuperi|ce le recuperi|lo recuperi|la recuperi|li recuperi|le recuperi|lo|la|li|le|tutto|questo|ciò|qualcosa|ripristinarlo|ripristinarla|ripristinarli|ripristinarle|ripristinalo|ripristinala|ripristinali|recuperarlo|recuperarli|recuperarla|recuperalo|recuperali|entrambi|riportarlo|riportala|riportalo|ripristinatelo|ne|quelli|quelle|quello|quella|ci serve di nuovo|ci servono di nuovo|mi serve di nuovo|mi servono di nuovo',
    of: "di|del|della|dei|degli|delle|dell'|d'|per|da|in|nel|nella|dello|sul|sulla",
    owner: "di|del|della|d'|per|utente|dell'|appartenente a",
    for: 'per',
    fromOnly: 'di',
    sender:
      "da|dal|dalla|inviate da|inviati da|inviata da|ricevute da|ricevuti da|provenienti da|mandate da|di|dell'|del mittente",
    det: "il|lo|la|i|gli|le|l'|un|uno|una|mio|mia|nostro|nostra|nostri|nostre|suo|sua|tuo|questo|questa|quello|quella|tutto|tutta|tutti|tutte|intero|intera|completo|completa|stesso|vecchio|altri|proprio|propria|entrambe|collega|miei|mie",
    definite:
      "il|lo|la|i|gli|le|l'|questo|questa|quello|quella|nostro|nostra|dal|al|del|della|alla|nella|nel|sul|sulla|dell'|dei|delle",
    aside:
      'cc|per conoscenza|p c|grazie|richiesto da|da parte di|a nome di|per conto di|fyi|copia a|informa|informare|ciao|sono|mi chiamo|qui è|saluti|avvisa|avvisare|approvato da|gentile|caro|cara|segnalato da|richiesta da|su richiesta di|in copia|a pc',
    personNoun:
      'utente|utenti|collega|colleghi|capo|dipendente|dipendenti|direttore|direttrice|manager|responsabile|signor|signora|cliente|stagista|sig|dott|azienda|dottor|dottoressa|assistente|contabile|ragionier',
    particleName: 'di|de|della|del|van|von|da|lo|la|dal|degli',
    closing:
      'cordiali saluti|saluti|grazie|grazie mille|un saluto|distinti saluti|buona giornata|buon lavoro|cordialmente|a presto|grazie in anticipo|inviato da iphone|inviato dal mio iphone|molte grazie|grazie e saluti|un cordiale saluto|tanti saluti',
    bot: 'bot|tu|questo bot|il bot',
    auxiliary:
      'è stato|è stata|sono stati|sono state|ho|ha|hanno|abbiamo|è|sono|era|stati|stato|ho già|si è|si sono|stata',
    on: 'il',
    reasonHint: 'per errore|per sbaglio',
    thisAfter: 'di questa settimana',
    glueAfter: 'e',
    'zone:UTC': 'utc|gmt',
    'zone:Europe/Rome': 'ora italiana|ora di roma',
    'zone:Europe/Paris': 'cet|cest',
    'zone:America/New_York': 'ora di new york|est|edt',
    replaceVerb:
      'sovrascrivi|sovrascrivere|sovrascrivete|sostituisci|sostituire|sostituite|rimpiazza|rimpiazzare|usa|usare|usate|applica|applicare|carica|caricare|metti|mettete',
    abbreviation: 'incl|ca|sig|dott|dr|num|nr|compr',
    mailMass: 'posta|corrispondenza',
    like: 'come|come il|come a',
    again: 'di nuovo|nuovamente|ci serve di nuovo|ci servono di nuovo|mi serve di nuovo|mi servono di nuovo',
    howRestore:
      'come recupero|come ripristino|come riporto|come recuperiamo|come ripristinare|come recuperare|come si recupera',
    turnBy: 'indietro di',
  },
};
