// First what the page's code looks for, then the page.
import './transport';
import './local.css';
import '../picker/main';
