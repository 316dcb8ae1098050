/**
 * Passwords that suggest themselves in this trade and in Chinese, and the first of published lists of breached ones; in
 * lower case, with letters for the signs that stand in for them. The library's list (`passwords.ts`) has few of the former.
 */
export const USUAL_PASSWORDS: ReadonlySet<string> = new Set(
  `
22222222 66666666 77777777 789as6i2e 7ai8s296e 876sae2i 88888888 96e8s27ai 9876sae2i 9876sae2io 99999999
aaaaaaaa aai2eas6 aai2eas678 abcdef abcdefg abcdefgh abcdefghi abcdefghij abcdi2ea abci2eas abci2eas6 access
accessia admin admini2e admini2ea admini2eas administrator administratori agent agentoo7 ai2eas6 ai2eas67
ai2eas678 ai2eas6789 aib2ceda alibaba amanda america andrew android angel angeli anthony apple arsenal as6789i2e
asdasd asdasdasd asdfgh asdfghj asdfghjk asdfghjkl asdfi2ea ashley autumn babygirl baidu banana barcelona
baseball basketball batman beautiful beijing blahblah blinki82 brasil business butterfly canada changeit
changeme changemei changemei2e charlie cheese chelsea china chocolate company computer contrasena cookie cookies
corvette crystal customer daniel darthvader december default defaulti demo diamond dragon dumbledore e2ie2ie2i
edcrfv eeeeeeee employee england enterprise facebook february ferrari flower foobar foobari2e football footballi
france freedom friday frodo gandalf germany ginger golden google guangzhou guest guesti2ea hangzhou hannah
harley harrypotter hello helloi2e helloworld hobbit hockey hogwarts huawei hunter hunter2 i2eai2ea i2eaqwer
i2eas6 i2eas67 i2eas678 i2eas6789 i2eas6789a i2eas6789io i2eas6789o i2eas6a i2eas6aa i2eas6abc i2ei2ei2e i2eqwe
i2eqweasd i2eqweasdzxc i2i2i2i2 i2i2i2i2i ia72s8 ia72s8e69 ieias2o ieias2oo ii22eeaa ii22eeaass ii22eeaass66
iiiiiiii iiiiiiiii iiiiiiiiii ilovegod iloveyou iloveyou2 iloveyoui internet iphone ipsum iq2wee iq2weear
iq2weearst iqaz2wsx iqaz2wsxeedc ironman is97se is9es7 january jennifer jessica jingdong jordan jordan2e joshua
juventus kefu kefui2e kefui2ea killer legolas letmein letmeini letmeini2e lisi liverpool lkjhgfdsa login
logini2e lorem lovelove lovely loveme loveyou loveyoui manager manageri manchester master masteri2e masteri2ea
matrix matthew melissa mercedes michael michelle microsoft mima mimai2ea mimamima mnbvcxz mnbvcxza monday money
moneyi2e monkey monkeyi2e motdepasse mustang mypassi2e mypassword naruto newpass newpassword nicole nihao
nihaoi2e nopassword november october office oi2eas6789 oooooooo opensesame operator orange parola passi2ea
passi2eas passpass password passwordi passwordi2 passwordi2e passwordi2ea passwort pepper pikachu planner
planning poiuytrewq pokemon porsche portugal princess princessi purple qazwsx qazwsxedc qiw2ee qiw2eera
qiw2eerats qqi2eas6 qweasd qweasdzxc qwei2e qweri2ea qwerty qwertyi2 qwertyi2e qwertyi2ea qwertyi2eas qwertyu
qwertyui qwertyuio qwertyuiop ranger realmadrid rfvtgb robert root rooti2ea rosebud s2iieia s2oieia s2oieiao
samsung schedule scheduler secret secreti2e secreti2ea senha service shadow shanghai shenzhen silver skywalker
soccer spiderman spock spring ssssssss startrek starwars summer sunday sunshine superman supervisor support
swordfish taobao taobaoi2e tempi2ea tempi2eas temppass test testi2ea testi2eas testing testtest tgbyhn
thepassword thomas tianmao tmall trinity trustnoi user useri2ea voldemort wangwu wechat wechati2e weixin welcome
welcomei welcomei2e welcomei2ea whatever windows winter woaini woainiieia woainis2i woainis2o woaiwojia wodemima
workforce wsxedc xiaomi xiaoming yellow yhnujm yoda yourpassword zaqi2wsx zaqizaqi zaqwsx zaqxsw zhangsan
zhongguo zxcvbn zxcvbnm zxczxc zxczxczxc
`.match(/\S+/g),
)
