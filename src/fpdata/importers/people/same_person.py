"""Which people records mean one person: upstream joins names that are alike, and misses other spellings.

Each entry has the evidence, which the remarks of the records and the persons lists of the volumes give, or a biography.
"""

from __future__ import annotations

#: Records that upstream has twice for one person, with the record to use for both.
SAME_PERSON = {
    "116252": "114234",  # John P. Walsh: Acting Executive Secretary from February until October 1969 in both
    "105050": "110122",  # David Ormsby Gore, Lord Harlech: British Ambassador to the United States until 1965 in both
    "102572": "102451",  # Ch’en Ch’eng: Premier of the Republic of China, then its Vice President, visited in 1961
    "103688": "102829",  # Alfred Duff Cooper: British Ambassador to France in both
    "104942": "104943",  # T. Keith Glennan: Representative to the International Atomic Energy Agency in both
    "115861": "109135",  # Stanisław Mikołajczyk: Prime Minister in exile, then Deputy Prime Minister
    "106796": "107170",  # Kim Dae-jung: candidate of 1971, President who visited from 1998 (name, country, office)
    "115484": "104525",  # William Fraser: Chairman of the Anglo-Iranian Oil Company in both
    "115633": "106354",  # Abdul Aziz Ibn Saud: King of Saudi Arabia in both
    "115676": "106854",  # Robert Kane: Director of Athletics at Cornell University, Olympic Committee, in both
    "116196": "113532",  # James M. Thompson: Brigadier General, Policy and Plans, International Security Affairs, in both
    "101496": "106152",  # Félix Houphouët-Boigny: Prime Minister, then President of Côte d’Ivoire from 1960
    "106462": "111786",  # Jabir al-Ahmad: Crown Prince and Prime Minister, then Amir of Kuwait
    "116175": "116176",  # Szanton: Associate Director for Organization Studies, Office of Management and Budget
    "116163": "113165",  # Abdullah Suleiman: Saudi Arabian Minister of Finance in both
    "115857": "115858",  # Helen S. Meyner: Representative from New Jersey until January 1979 in both
    "102247": "102258",  # Rosalynn Carter: First Lady, 1977–1981, in both
    "111433": "111454",  # Reuben B. Robertson Jr.: Deputy Secretary of Defense, 1955–1957, in both
    "114954": "114950",  # Milton R. Young: Republican Senator from North Dakota in both
    "116077": "111960",  # Saud al-Faisal: Deputy Minister of Petroleum, then Minister of Foreign Affairs, in both
    "109967": "101336",  # Nuri Birgi: Secretary General of the Turkish Ministry until June 1957, Ambassador in London
    "109808": "109809",  # Nguyen Thanh Le: spokesman of the delegation in Paris in both
    "113800": "108640",  # Jessica Tuchman Mathews: a volume refers from one to the other
    "104268": "104277",  # Luke W. Finlay: manager of government relations, Standard Oil of New Jersey, in both
    "109329": "109331",  # C. Robert Moore: Turkish Affairs to May 1952, Ambassador to Cameroon from 1972, in both
    "112947": "113102",  # Theodore C. Streibert: Director of the Information Agency after August 1, 1953, in both
    "104906": "104922",  # Antoine Gizenga: Prime Minister in Stanleyville to 1961, then Deputy Prime Minister, in both
    "100082": "100083",  # Charles W. Adair: Chief of the Trade Agreements and Treaties Division until June 1958 in both
    "114495": "114842",  # Eric Wyndham White: Executive Secretary of the General Agreement on Tariffs and Trade in both
    "107468": "107458",  # Egil Krogh: Deputy Assistant to the President for Domestic Affairs in both
    "114379": "114817",  # Jerauld Wright: Deputy Representative, NATO Standing Group, to 1952, Admiral from April 1
    "116022": "116023",  # Donald T. Regan: Secretary of the Treasury from January 1981 in both
    "115687": "115688",  # Clarence M. Kelley: Director of the Federal Bureau of Investigation, 1973–1978
    "113947": "116226",  # Serban Vallimarescu: National Security Council Staff, 1973, in both
    "100263": "100256",  # Syed Amjad Ali: Pakistani Delegate to the United Nations, Ambassador in Washington, in both
    "107665": "107673",  # Victor Larock: Belgian Minister of Foreign Affairs from May 1957 in both
    "108301": "108915",  # Kenneth McLean: Chief Staff Officer, British Ministry of Defence, in both
    "111554": "109021",  # Carlos Humberto Romero: President of El Salvador, 1977–1979, visited in 1977
    "112449": "109266",  # Mohammed V: Sultan of Morocco until August 1953 in both
    "114534": "114533",  # Gough Whitlam: Prime Minister of Australia until November 1975 in both
    "115536": "105005",  # Sergio González Gálvez: Director of International Organizations, Mexican Secretariat, in both
    "115248": "101640",  # Aquilino Boyd: Panamanian Permanent Representative at the United Nations in both
    "105209": "105202",  # Stanton Griffis: Ambassador in Poland from July 1947 in both
    "115651": "106509",  # Ghassan Jaddid: Syrian delegate, Syria–Israel Mixed Armistice Commission, in both
    "109872": "109870",  # Jaafar Nimeiri: President of Sudan, 1969–1985, in both
    "101058": "107867",  # Paul Leroy-Beaulieu: Chairman of the Financial and Economic Board of NATO in both
    "106753": "106750",  # William J. Jordan: New Zealand High Commissioner in London, 1946 and 1947
    "112707": "110979",  # Carlos Prío Socarrás: President of Cuba, 1948–1952, visited in 1948
    "107100": "114857",  # Agha Muhammad Yahya Khan: President of Pakistan, March 1969–December 1971, in both
    "111034": "106617",  # Ji Pengfei (Chi P’eng-fei): Acting Foreign Minister until February 1972
    "110642": "110643",  # Lawrence A. Pezzullo: Ambassador to Uruguay, 1977–1979, and to Nicaragua in both
    "113469": "111941",  # Sarit Thanarat: Supreme Commander until February 1959, then Prime Minister of Thailand
    "115847": "108452",  # Aparicio Méndez: President of Uruguay from September 1976, visited in 1977
    "115168": "100943",  # Errol W. Barrow: Prime Minister of Barbados, 1966–1976, visited in 1968
    "109363": "114079",  # José Ramón Villeda Morales: President of Honduras, visited in 1962
    "116244": "114134",  # John Vorster: Prime Minister of South Africa from 1966 in both
    "108629": "108115",  # Adolfo López Mateos: President of Mexico until 1964, visited in 1959 and 1964
    "101401": "101417",  # Herbert Blankenhorn: Director of Political Affairs, German Foreign Ministry, until 1955
    "110296": "110369",  # Park Chung Hee: President of the Republic of Korea in both
    "115402": "103638",  # J. F. Drake: Chairman of the Gulf Oil Corporation in both
    "114018": "111976",  # Savang Vatthana: King of Laos from 1959, visited in 1963
    "115804": "108454",  # Philip A. Mangano: Office of United Nations Political and Security Affairs in both
    "113967": "103373",  # Joop den Uyl: Prime Minister of the Netherlands from May 1973 in both
    "100336": "111386",  # Abdul Monem Rifai: Jordanian Ambassador in Washington until the middle of 1957 in both
    "107109": "109262",  # Mohammad Daoud: Prime Minister of Afghanistan, visited in 1958
    "106703": "106705",  # G. Lewis Jones: Ambassador to Tunisia, 1956–1959, then Assistant Secretary, in both
    "107112": "113191",  # Sultan Mohammad Khan: Pakistani Ambassador in Washington from 1972 in both
    "107211": "100662",  # Joseph Attard Kingswell: Maltese diplomat in the same years, one name in both
    "115594": "105717",  # Mohamed Heikal: editor of Al Ahram, close to Nasser, in both
    "109117": "108116",  # Alfonso López Michelsen: President of Colombia, visited in 1975
    "104289": "104302",  # Wesley R. Fishel: Michigan State University in both
    "112305": "103959",  # Jafar Sharif-Emami: Prime Minister of Iran from August 1960 to May 1961
    "102873": "111722",  # Adolfo Ruiz Cortines: President of Mexico, 1952–1958, visited in 1953 and 1956
    "104233": "113722",  # José Joaquín Trejos Fernández: President of Costa Rica, 1966–1970, visited in 1968
    "116084": "112023",  # Jerrold Schecter: National Security Council Staff in both
    "105330": "105327",  # D. Keith Guthrie: National Security Council Staff, 1970–1972, in both
    "104746": "104772",  # James M. Gavin: Ambassador to France, 1961–1962, in both
    "106647": "106650",  # G. Griffith Johnson: Assistant Secretary for Economic Affairs, May 18, 1962–May 1, 1965
    "103101": "107822",  # Vasco Leitão da Cunha: Brazilian Ambassador to Cuba
    "100278": "107085",  # Awni Khalidy: Iraqi Representative at the United Nations until December 1955 in both
    "108375": "108374",  # Mohammad Hashim Maiwandwal: Prime Minister of Afghanistan, 1965–1967, visited in 1967
    "107243": "107224",  # Rudolf Kirchschläger: President of Austria from 1974, visited in 1984
    "116029": "111354",  # Egerton R. Richardson: Jamaican Ambassador at the U.N., then in Washington from 1967
    "102113": "100692",  # Manuel Ávila Camacho: President of Mexico, visited in 1943
    "103956": "103955",  # Paul Ély: French Representative, NATO Standing Group, in both
    "116194": "113523",  # C. R. Thompson: Personal Assistant to the British Minister of Defence in both
    "115113": "100245",  # Raúl Alfonsín: President of Argentina from December 1983, visited from 1984
    "110216": "110224",  # Roderic L. O’Connor: Assistant Secretary, Security and Consular Affairs, from 1957
    "102523": "107445",  # Kriangsak Chamanan: Prime Minister of Thailand, 1977–1980, visited in 1979
    "108567": "105122",  # Ramón Grau San Martín: President of Cuba from 1944, visited as President-elect in 1944
    "116069": "111818",  # Alexander Sakellariou: Vice Admiral, Greek Minister of National Defense from 1951, in both
    "102309": "100676",  # João Augusto de Araújo Castro: Brazilian Representative at the U.N.
    "106221": "100062",  # Tawfiq Abu al-Huda: Prime Minister of Jordan in both
    "115880": "100366",  # Luis Alberto Monge: President of Costa Rica from May 1982, visited from 1982
    "115881": "100366",  # Luis Alberto Monge: Secretary General of his party until 1979
    "102611": "102595",  # Dick Clark: Senator from Iowa, Ambassador-at-Large from May to November 1979
    "101060": "103309",  # Jacques Delarüe Caron de Beaumarchais: French Foreign Ministry in both
    "109812": "109779",  # Nguyen Tho Chan: North Vietnamese Ambassador to the Soviet Union in both
    "100154": "100160",  # Ahmad bin Yahya: Imam of Yemen until 1962
    "105452": "100160",  # Ahmad bin Yahya Hamid al-Din: Imam of Yemen in 1955–1957
    "115714": "107321",  # Pierre Koenig: Commander in Chief of the French Forces in Germany in both
    "102536": "102532",  # Abu Sayeed Chowdhury: President of Bangladesh from 1972, Foreign Minister in 1975
    "115160": "100795",  # Abdallah Ibrahim Bakr: Iraqi Minister in Washington until 1953 in both
    "116134": "116135",  # William French Smith: Attorney General from January 1981 in both
    "100484": "100485",  # Joseph A. Ankrah: Chairman of the National Liberation Council of Ghana from 1966
    "103404": "103270",  # Noel Deschamps: Australian diplomat in Moscow, then in Cambodia
    "100904": "100890",  # C. Tracy Barnes: Directorate for Plans, Central Intelligence Agency, in both
    "103391": "111597",  # François de Rose: French Representative to NATO, 1970–1975, in both
    "111512": "111513",  # Santiago Roel García: Mexican Secretary of Foreign Relations, 1976–1979, in both
    "105394": "105552",  # Günther Harkort: economic department, German Foreign Ministry, in both
    "107674": "103308",  # Jacques de Larosière: French Ministry of Economy and Finance in both
    "110300": "114847",  # Christos Xanthopoulos-Palamas: Deputy Foreign Minister of Greece from 1969
    "112933": "112934",  # Henry E. Stebbins: Ambassador to Uganda, July 22, 1966–September 2, 1969, in both
    "115318": "102617",  # William P. Clark: Deputy Secretary of State, 1981–1982, in both
    "110656": "110667",  # Phan Huy Quat: volumes refer from one spelling to the other
    "105451": "100019",  # Subhi Abd al-Hamid: Foreign Minister of Iraq until November 1964 in both
    "104044": "110291",  # Soraya Esfandiari-Bakhtiari: Queen of Iran in both
    "101249": "100998",  # Luis Batlle Berres: President of the National Council of Uruguay, visited in December 1955
    "115090": "100037",  # Abdullah bin Abdulaziz: Second Deputy Prime Minister of Saudi Arabia
    "106320": "100253",  # Jamal al-Husayni: counselor to King Saud in both
    "107542": "103298",  # Jean de la Chevardière de la Grandville: French Foreign Ministry in both
    "100505": "109011",  # Ernesto de Melo Antunes: Portuguese Foreign Minister, 1975–1976, in both
    "102880": "102881",  # Artur da Costa e Silva: President of Brazil from March 15, 1967
    "112468": "112469",  # Władysław Sikorski: Polish Prime Minister, 1939–1943, in both
    "100032": "115092",  # Abdullah ibn Hussein: King of Jordan, assassinated July 20, 1951, in both
    "102569": "115037",  # Zhu De (Chu Te): Commander of the People’s Liberation Army
    "113035": "113034",  # Henry L. Stimson: Governor General of the Philippines, 1927–1929, then Secretary of State
    "115343": "102950",  # Howard A. Craig: Major General in 1945, Lieutenant General in 1953
    "114829": "114830",  # W. Marshall Wright: Acting Asst. Secretary for Congressional Relations
    "110616": "110608",  # Val Peterson: Ambassador to Denmark from August 1957 in both
    "116267": "114514",  # Robert E. White: Deputy Representative to the OAS, 1975–1977, then Ambassador to Paraguay
    "111788": "111787",  # Sabah al-Ahmad: Foreign Minister of Kuwait, 1963–2003, then Prime Minister and Amir
    "101554": "106778",  # Juan Carlos: son of the Pretender to the Spanish throne, then King
    "107003": "107005",  # John M. Kelly: Assistant Secretary of the Interior for Mineral Resources until 1965
    "115128": "106365",  # King Idris I of Libya: Amir of Cyrenaica until December 1951
    "100699": "100171",  # Muhsin al-Aini: Foreign Minister and Prime Minister of Yemen, 1962–1975
    "103901": "100171",  # Muhsin al-Aini: Foreign Minister of Yemen in 1962, then at the United Nations
    "111210": "100041",  # Abdul Razak: Minister of Defense of Malaysia until 1970, then Prime Minister
    "102349": "111721",  # César Ruiz: General, Commander of the Chilean Air Force until 1973 in both
    "112243": "103455",  # Jorge Díaz Serrano: Director of Petróleos Mexicanos, 1976–1981, in both
    "100872": "114006",  # Virgilio Barco Vargas: World Bank from 1969, then President of Colombia
    "101561": "110072",  # Giorgio Borg Olivier: Prime Minister of Malta until 1971, visited in 1967 and 1970
    "103300": "108322",  # Miguel de la Madrid Hurtado: Under Secretary of Finance, then President of Mexico
    "111259": "111261",  # D’Arcy Patrick Reilly: British Minister in Paris from 1953, then Ambassador in Moscow
    "115902": "109533",  # Carlos Manuel Muñiz: Foreign Minister of Argentina, then at the United Nations
    "104406": "102175",  # Hugh Foot, Lord Caradon: Governor of Cyprus, then at the United Nations
    "100453": "100452",  # Víctor Andrade: Bolivian Ambassador in Washington, 1952–1958
    "102468": "113427",  # Yuri Chernyakov: Chargé of the Soviet Embassy in Washington in both
    "103665": "103666",  # Hugh L. Dryden: Deputy Administrator, National Aeronautics and Space Administration, in both
    "104340": "104341",  # Philip B. Fleming: Ambassador to Costa Rica, November 20, 1951–August 1953, in both
    "101035": "107896",  # Le Van Vien: a volume refers from Bay Vien
    "115376": "115410",  # Angel Durzhansky: a volume refers from Derzhanski
    "115390": "115396",  # Karl Dönitz: a volume refers from Doenitz
    "115504": "104989",  # Sergey Golunsky: a volume refers from Galunski
    "114682": "114671",  # Henry Maitland Wilson: a volume refers from Maitland Wilson
    "115879": "115089",  # Mostafa Abdul Monem: a volume refers from one form to the other
    "103160": "110095",  # Ong Yoke Lin: Malayan, then Malaysian Ambassador in Washington
    "109788": "109790",  # Nguyen Duy Trinh: Foreign Minister of the Democratic Republic of Vietnam in both
    "110327": "110655",  # Pham Dang Lam: head of the delegation of the Republic of Vietnam in Paris in both
    "113344": "113686",  # Tran Buu Kiem: foreign affairs of the National Liberation Front, its delegation in Paris
    "107748": "107747",  # T. Vincent Learson: law of the sea, Ambassador at Large from December 1975
    "110053": "110056",  # Herbert S. Okun: office for Soviet Union affairs in both
    "101674": "101673",  # Vance Brand: Board of Directors, Export-Import Bank, in both
    "106713": "106717",  # John Wesley Jones: Director, Office of Western European Affairs, from November 1953
    "115744": "115745",  # Jim Leach: Representative from Iowa from January 1977 in both
    "111762": "111659",  # Fuad Rouhani: a volume has both spellings; National Iranian Oil Company, then OPEC
    "116055": "111676",  # Sir Thomas Leslie Rowan: private secretary of the Prime Minister, then at the Treasury
    "115666": "106704",  # George F. Jones: Bureau of Inter-American Affairs until August 1982, then Costa Rica
    "104895": "104894",  # Harry J. Gilmore: Bureau of European Affairs, 1974
}
